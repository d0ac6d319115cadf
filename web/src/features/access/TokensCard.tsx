import { Button, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createToken, deleteToken, listTokens } from "@/api/access";
import type { PersonalToken } from "@/api/types";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorNote } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { RevealOnce } from "@/components/RevealOnce";
import { RowActions } from "@/components/RowActions";

const days = [7, 30, 90, 365];

type Opened = { kind: "create" } | { kind: "value"; value: string } | { kind: "delete"; token: PersonalToken } | null;

export function TokensCard() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: tokens = [], error, refetch } = useQuery({ queryKey: ["tokens"], queryFn: listTokens });
  const [opened, setOpened] = useState<Opened>(null);
  const [name, setName] = useState("");
  const [lives, setLives] = useState("90");
  const refresh = () => client.invalidateQueries({ queryKey: ["tokens"] });
  const create = async () => {
    const made = await createToken({ name: name.trim(), expiresInDays: Number(lives) });
    await refresh();
    setName("");
    return () => setOpened({ kind: "value", value: made.value });
  };
  return (
    <section className="card" id="tokens">
      <header>
        <h2>{t("user.tokens")}</h2>
        <span className="tally">{tokens.length}</span>
        <Button size="xs" className="push" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => setOpened({ kind: "create" })}>
          {t("tokens.create")}
        </Button>
      </header>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {error ? null : tokens.length === 0 ? (
        <p className="in quiet">{t("tokens.empty")}</p>
      ) : (
        <div className="scroll">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t("common.name")}</th>
                <th scope="col">{t("common.created")}</th>
                <th scope="col">{t("tokens.expires")}</th>
                <th scope="col">{t("credentials.lastUsed")}</th>
                <th scope="col">
                  <span className="sr">{t("common.actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tokens.map((token) => (
                <tr key={token.id}>
                  <td className="strong">{token.name}</td>
                  <td className="muted">
                    <Ago at={token.createdAt} />
                  </td>
                  <td className="muted">{token.expiresAt ? <Ago at={token.expiresAt} /> : t("common.never")}</td>
                  <td className="muted">{token.lastUsedAt ? <Ago at={token.lastUsedAt} /> : t("common.never")}</td>
                  <RowActions name={token.name} onRemove={() => setOpened({ kind: "delete", token })} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {opened?.kind === "create" ? (
        <FormDialog title={t("tokens.create")} action={t("tokens.create")} ready={name.trim() !== ""} onSubmit={create} onClose={() => setOpened(null)}>
          <TextInput label={t("common.name")} description={t("tokens.nameHelp")} value={name} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
          <Select label={t("tokens.expires")} allowDeselect={false} data={days.map((count) => ({ value: String(count), label: t("tokens.days", { count }) }))} value={lives} onChange={(next) => setLives(next ?? "90")} />
        </FormDialog>
      ) : null}
      {opened?.kind === "value" ? <RevealOnce title={t("tokens.made")} why={t("reveal.once")} values={[{ label: t("tokens.token"), value: opened.value }]} onClose={() => setOpened(null)} /> : null}
      {opened?.kind === "delete" ? (
        <ConfirmDialog
          title={t("tokens.delete", { name: opened.token.name })}
          action={t("common.delete")}
          onConfirm={async () => {
            await deleteToken(opened.token.id);
            await refresh();
          }}
          onClose={() => setOpened(null)}
        >
          <p>{t("tokens.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
