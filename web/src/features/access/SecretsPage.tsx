import { Button, PasswordInput, TextInput } from "@mantine/core";
import { IconLock, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createSecret, deleteSecret, listSecrets, patchSecret } from "@/api/access";
import type { Secret } from "@/api/types";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { FormDialog } from "@/components/FormDialog";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";

type Opened = { kind: "edit"; secret: Secret | null } | { kind: "delete"; secret: Secret } | null;

function SecretDialog({ secret, onClose }: { secret: Secret | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(secret?.secretName ?? "");
  const [value, setValue] = useState("");
  const [description, setDescription] = useState(secret?.description ?? "");
  const bad = name !== "" && !/^[A-Za-z0-9_-]{1,100}$/.test(name);
  const save = async () => {
    if (secret) await patchSecret(secret.secretName, { ...(value ? { secretValue: value } : {}), description });
    else await createSecret({ secretName: name, secretValue: value, ...(description ? { description } : {}) });
    await client.invalidateQueries({ queryKey: ["secrets"] });
  };
  return (
    <FormDialog title={secret ? t("secrets.edit", { name }) : t("secrets.create")} action={secret ? t("common.save") : t("secrets.create")} ready={name !== "" && !bad && (secret !== null || value !== "")} onSubmit={save} onClose={onClose}>
      <TextInput label={t("common.name")} value={name} disabled={secret !== null} error={bad ? t("secrets.badName") : undefined} data-autofocus styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }} onChange={(event) => setName(event.currentTarget.value)} />
      <PasswordInput label={t("secrets.value")} description={secret ? t("secrets.keepHelp") : t("secrets.valueHelp")} value={value} autoComplete="off" visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }} onChange={(event) => setValue(event.currentTarget.value)} />
      <TextInput label={t("common.description")} maxLength={200} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
    </FormDialog>
  );
}

export function SecretsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: secrets, error, refetch } = useQuery({ queryKey: ["secrets"], queryFn: listSecrets });
  const [opened, setOpened] = useState<Opened>(null);
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setOpened({ kind: "edit", secret: null })}>
      {t("secrets.create")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("builder.sections.secrets")}
        lead={t("secrets.lead")}
        action={add}
        items={secrets}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(secret) => secret.secretName}
        columns={[t("common.name"), t("common.description"), t("common.created"), t("common.actions")]}
        empty={<EmptyState icon={<IconLock size={20} stroke={1.5} />} title={t("secrets.empty")} why={t("secrets.lead")} action={add} />}
        row={(secret) => (
          <>
            <td>
              <code>{secret.secretName}</code>
            </td>
            <td className="muted">{secret.description}</td>
            <td className="muted">
              <Ago at={secret.createdAt} />
            </td>
            <RowActions name={secret.secretName} onEdit={() => setOpened({ kind: "edit", secret })} onRemove={() => setOpened({ kind: "delete", secret })} />
          </>
        )}
      />
      {opened?.kind === "edit" ? <SecretDialog secret={opened.secret} onClose={() => setOpened(null)} /> : null}
      {opened?.kind === "delete" ? (
        <ConfirmDialog
          title={t("secrets.delete", { name: opened.secret.secretName })}
          action={t("common.delete")}
          typeName={opened.secret.secretName}
          onConfirm={async () => {
            await deleteSecret(opened.secret.secretName);
            await client.invalidateQueries({ queryKey: ["secrets"] });
          }}
          onClose={() => setOpened(null)}
        >
          <p>{t("secrets.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
