import { Button, Checkbox, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { patchOrganization, readOrganization } from "@/api/access";
import type { Organization } from "@/api/types";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { say } from "@/components/toast";
import { sessionQuery } from "@/lib/session";

function OrganizationForm({ organization }: { organization: Organization }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(organization.name);
  const [note, setNote] = useState({ enabled: false, content: "", link: "", color: "blue" as "blue" | "red", ...organization.announcement });
  const save = useMutation({
    mutationFn: () => patchOrganization({ name: name.trim(), announcement: { ...note, ...(note.link ? {} : { link: undefined }) } as never }),
    onSuccess: async () => {
      await Promise.all([client.refetchQueries({ queryKey: sessionQuery.queryKey }), client.invalidateQueries({ queryKey: ["organization"] })]);
      say(t("common.saved"));
    },
  });
  return (
    <form
      className="body narrow-page"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <section className="card">
        <header>
          <h2>{t("organization.general")}</h2>
        </header>
        <div className="in">
          <TextInput label={t("common.name")} description={t("organization.nameHelp")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </div>
      </section>
      <section className="card">
        <header>
          <h2>{t("organization.announcement")}</h2>
        </header>
        <div className="in" style={{ display: "grid", gap: 16 }}>
          <Checkbox label={t("organization.show")} checked={note.enabled ?? false} onChange={(event) => setNote({ ...note, enabled: event.currentTarget.checked })} />
          <Textarea label={t("organization.content")} maxLength={300} autosize minRows={2} value={note.content ?? ""} onChange={(event) => setNote({ ...note, content: event.currentTarget.value })} />
          <TextInput label={t("organization.link")} type="url" value={note.link ?? ""} onChange={(event) => setNote({ ...note, link: event.currentTarget.value })} />
          <SegmentedControl role="radiogroup" aria-label={t("organization.tone")} style={{ justifySelf: "start" }} value={note.color ?? "blue"} onChange={(color) => setNote({ ...note, color: color as "blue" | "red" })} data={[{ value: "blue", label: t("organization.blue") }, { value: "red", label: t("organization.red") }]} />
        </div>
      </section>
      <ErrorNote error={save.error} />
      <div>
        <Button type="submit" variant="filled" loading={save.isPending} disabled={name.trim() === ""}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

export function OrganizationPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ queryKey: ["organization"], queryFn: readOrganization });
  return (
    <div className="stretch">
      <PageHead title={t("builder.sections.organization")} lead={t("organization.lead")} lined />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : data ? <OrganizationForm organization={data} /> : <PageBones />}
    </div>
  );
}
