import { Button, MultiSelect, Radio, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readPreference, savePreference } from "@/api/notifications";
import type { Mail, Preference } from "@/api/notifications";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { say } from "@/components/toast";
import { exactTime } from "@/lib/time";

const mails: Mail[] = ["NOW", "DAILY", "OFF"];
const hours = [1, 8, 24, 168] as const;

function Form({ kept, hasMail }: { kept: Preference; hasMail: boolean }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(kept);
  const save = useMutation({
    mutationFn: () => savePreference({ language: draft.language, mail: draft.mail, muted: draft.muted, mutedUntil: draft.mutedUntil }),
    onSuccess: () => say(t("notifications.saved")),
    onSettled: () => client.invalidateQueries({ queryKey: ["notification-preference"] }),
  });
  const nameOf = (kind: string) => (i18n.exists(`notifications.kind.${kind}`) ? t(`notifications.kind.${kind}` as "notifications.kind.run-failed") : kind);
  const quiet = draft.mutedUntil !== null && new Date(draft.mutedUntil) > new Date();
  return (
    <section className="card" aria-label={t("notifications.how")}>
      <header>
        <h2>{t("notifications.how")}</h2>
      </header>
      <div className="in stack" style={{ gap: 16 }}>
        {hasMail ? null : <p className="quiet">{t("notifications.noMail")}</p>}
        <Radio.Group label={t("notifications.mail")} value={draft.mail} onChange={(mail) => setDraft({ ...draft, mail: mail as Mail })}>
          <div className="stack" style={{ gap: 8, marginTop: 8 }}>
            {mails.map((mail) => (
              <Radio key={mail} value={mail} label={t(`notifications.mails.${mail}`)} />
            ))}
          </div>
        </Radio.Group>
        <Select
          label={t("notifications.language")}
          allowDeselect={false}
          data={[
            { value: "en", label: "English" },
            { value: "ko", label: "한국어" },
          ]}
          value={draft.language}
          onChange={(language) => setDraft({ ...draft, language: language === "ko" ? "ko" : "en" })}
        />
        <MultiSelect label={t("notifications.muted")} description={t("notifications.mutedHelp")} data={draft.kinds.map((kind) => ({ value: kind, label: nameOf(kind) }))} value={draft.muted} onChange={(muted) => setDraft({ ...draft, muted })} searchable clearable />
        <Select
          label={t("notifications.pause")}
          description={quiet ? t("notifications.pausedUntil", { at: exactTime(draft.mutedUntil!) }) : t("notifications.pauseHelp")}
          placeholder={t("notifications.notPaused")}
          clearable
          data={hours.map((count) => ({ value: String(count), label: t(`notifications.pauses.${count}`) }))}
          onChange={(count) => setDraft({ ...draft, mutedUntil: count ? new Date(Date.now() + Number(count) * 3_600_000).toISOString() : null })}
        />
        <ErrorNote error={save.error} />
        <div className="row">
          <Button variant="filled" loading={save.isPending} onClick={() => save.mutate()}>
            {t("common.save")}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** When mails come, in which language, and about what none come. */
export function HowToTell() {
  const { data, error, refetch } = useQuery({ queryKey: ["notification-preference"], queryFn: readPreference });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageBones />;
  return <Form key={JSON.stringify(data.preference)} kept={data.preference} hasMail={data.hasMail} />;
}
