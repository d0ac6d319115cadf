import { Select, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTeams } from "@/api/access";
import { createRepository } from "@/api/repositories";
import { FormDialog } from "@/components/FormDialog";
import { useIsAdmin, useSession } from "@/lib/session";

const platform = "platform";
const fitting = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Those that somebody may make repositories for. */
function useOwners(): string[] {
  const admin = useIsAdmin();
  const { teams: mine } = useSession().user;
  const { data: teams = [] } = useQuery({ queryKey: ["teams"], queryFn: listTeams, staleTime: 60_000, enabled: admin });
  return admin ? [...new Set([...mine, ...teams.map((team) => team.name), platform])] : mine;
}

export function NewRepository({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const owners = useOwners();
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [left, setLeft] = useState(false);
  const [description, setDescription] = useState("");
  const owner = chosen ?? owners[0] ?? null;
  const fits = fitting.test(name);
  const create = async () => {
    if (!owner) return undefined;
    const made = await createRepository({ owner, name, description: description.trim() });
    await client.invalidateQueries({ queryKey: ["repositories"] });
    return () => void navigate({ to: "/repositories/$owner/$name", params: { owner: made.owner, name: made.name } });
  };
  return (
    <FormDialog title={t("repositories.new")} action={t("repositories.create")} ready={owner !== null && fits} onSubmit={create} onClose={onClose}>
      <Select label={t("repositories.owner")} description={t("repositories.ownerHelp")} data={owners} value={owner} allowDeselect={false} searchable={owners.length > 8} onChange={setChosen} />
      <TextInput
        label={t("common.name")}
        description={t("repositories.nameHelp")}
        error={left && name !== "" && !fits ? t("repositories.nameWrong") : null}
        value={name}
        autoComplete="off"
        data-autofocus
        onBlur={() => setLeft(true)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea label={t("common.description")} description={t("common.optional")} autosize minRows={2} maxRows={6} maxLength={500} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
    </FormDialog>
  );
}
