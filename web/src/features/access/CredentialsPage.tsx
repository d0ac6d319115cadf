import { ActionIcon, Button, Select, TextInput, Tooltip } from "@mantine/core";
import { IconApi, IconKey, IconPlus, IconRefresh } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createCredential, deleteCredential, listCredentials, rotateCredential } from "@/api/access";
import type { Credential } from "@/api/types";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { FormDialog } from "@/components/FormDialog";
import { ListPage } from "@/components/ListPage";
import { RevealOnce } from "@/components/RevealOnce";
import { RowActions } from "@/components/RowActions";

type Opened = { kind: "create" } | { kind: "rotate" | "delete"; credential: Credential } | { kind: "secret"; clientId: string; secret: string } | null;

export function CredentialsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: credentials, error, refetch } = useQuery({ queryKey: ["credentials"], queryFn: listCredentials });
  const [opened, setOpened] = useState<Opened>(null);
  const [name, setName] = useState("");
  const [role, setRole] = useState("Member");
  const refresh = () => client.invalidateQueries({ queryKey: ["credentials"] });
  const reveal = (clientId: string, secret: string) => () => setOpened({ kind: "secret", clientId, secret });
  const create = async () => {
    const made = await createCredential({ name: name.trim(), role });
    await refresh();
    setName("");
    return reveal(made.credential.clientId, made.clientSecret);
  };
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setOpened({ kind: "create" })}>
      {t("credentials.create")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("builder.sections.credentials")}
        lead={t("credentials.lead")}
        action={
          <>
            <Button component={Link} to="/docs/api" leftSection={<IconApi size={16} stroke={1.5} />}>
              {t("api.title")}
            </Button>
            {add}
          </>
        }
        items={credentials}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(one) => one.clientId}
        columns={[t("common.name"), t("credentials.clientId"), t("users.role"), t("common.created"), t("credentials.lastUsed"), t("common.actions")]}
        empty={<EmptyState icon={<IconKey size={20} stroke={1.5} />} title={t("credentials.empty")} why={t("credentials.lead")} action={add} />}
        row={(one) => (
          <>
            <td className="strong">{one.name}</td>
            <td className="nowrap">
              <code>{one.clientId}</code> <CopyButton value={one.clientId} />
            </td>
            <td>{one.role === "Admin" ? t("user.admin") : one.role === "Member" ? t("user.member") : one.role}</td>
            <td className="muted">
              <Ago at={one.createdAt} />
            </td>
            <td className="muted">{one.lastUsedAt ? <Ago at={one.lastUsedAt} /> : t("common.never")}</td>
            <RowActions name={one.name} onRemove={() => setOpened({ kind: "delete", credential: one })}>
              <Tooltip label={t("credentials.rotate")}>
                <ActionIcon size="xs" aria-label={t("credentials.rotateNamed", { name: one.name })} onClick={() => setOpened({ kind: "rotate", credential: one })}>
                  <IconRefresh size={16} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            </RowActions>
          </>
        )}
      />
      {opened?.kind === "create" ? (
        <FormDialog title={t("credentials.create")} action={t("credentials.create")} ready={name.trim() !== ""} onSubmit={create} onClose={() => setOpened(null)}>
          <TextInput label={t("common.name")} description={t("credentials.nameHelp")} value={name} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
          <Select label={t("users.role")} description={t(role === "Admin" ? "users.adminHelp" : "users.memberHelp")} allowDeselect={false} data={[{ value: "Member", label: t("user.member") }, { value: "Admin", label: t("user.admin") }]} value={role} onChange={(next) => setRole(next ?? "Member")} />
        </FormDialog>
      ) : null}
      {opened?.kind === "rotate" ? (
        <ConfirmDialog
          title={t("credentials.rotateNamed", { name: opened.credential.name })}
          action={t("credentials.rotate")}
          onConfirm={async () => {
            const { clientSecret } = await rotateCredential(opened.credential.clientId);
            return reveal(opened.credential.clientId, clientSecret);
          }}
          onClose={() => setOpened(null)}
        >
          <p>{t("credentials.rotateWhy")}</p>
        </ConfirmDialog>
      ) : null}
      {opened?.kind === "delete" ? (
        <ConfirmDialog
          title={t("credentials.delete", { name: opened.credential.name })}
          action={t("common.delete")}
          onConfirm={async () => {
            await deleteCredential(opened.credential.clientId);
            await refresh();
          }}
          onClose={() => setOpened(null)}
        >
          <p>{t("credentials.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
      {opened?.kind === "secret" ? (
        <RevealOnce
          title={t("credentials.secretTitle")}
          why={t("reveal.once")}
          values={[
            { label: t("credentials.clientId"), value: opened.clientId },
            { label: t("credentials.clientSecret"), value: opened.secret },
            { label: t("credentials.tryIt"), value: `curl -X POST ${window.location.origin}/v1/auth/access_token -H 'content-type: application/json' -d '{"clientId":"${opened.clientId}","clientSecret":"…"}'` },
          ]}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </>
  );
}
