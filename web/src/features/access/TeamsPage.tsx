import { Button, MultiSelect, TextInput } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createTeam, deleteTeam, listTeams, listUsers, replaceTeam } from "@/api/access";
import type { Team } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { FormDialog } from "@/components/FormDialog";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";
import { TeamName } from "@/components/TeamMark";

type Opened = { kind: "edit"; team: Team | null } | { kind: "delete"; team: Team } | null;

const emailsOf = (team: Team | null) => (team?.users ?? []).map((user) => (typeof user === "string" ? user : user.email));

function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers });
  const [name, setName] = useState(team?.name ?? "");
  const [description, setDescription] = useState(team?.description ?? "");
  const [members, setMembers] = useState(emailsOf(team));
  const save = async () => {
    const body = { name: name.trim(), ...(description ? { description } : {}), users: members };
    await (team ? replaceTeam(team.name, body) : createTeam(body));
    await Promise.all(["teams", "users"].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  return (
    <FormDialog title={team ? t("teams.edit", { name: team.name }) : t("teams.create")} action={team ? t("common.save") : t("teams.create")} ready={name.trim() !== "" && !/[;#/?]/.test(name)} onSubmit={save} onClose={onClose}>
      <TextInput label={t("common.name")} value={name} error={/[;#/?]/.test(name) ? t("teams.badName") : undefined} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={t("common.description")} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      <MultiSelect label={t("teams.members")} searchable data={[...new Set([...users.map((user) => user.email), ...members])]} value={members} onChange={setMembers} />
    </FormDialog>
  );
}

export function TeamsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: teams, error, refetch } = useQuery({ queryKey: ["teams"], queryFn: listTeams });
  const [opened, setOpened] = useState<Opened>(null);
  const create = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setOpened({ kind: "edit", team: null })}>
      {t("teams.create")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("builder.sections.teams")}
        lead={t("teams.lead")}
        action={create}
        items={teams}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(team) => team.name}
        columns={[t("common.name"), t("common.description"), t("teams.members"), t("common.actions")]}
        empty={<EmptyState icon={<IconUsersGroup size={20} stroke={1.5} />} title={t("teams.empty")} why={t("teams.emptyWhy")} action={create} />}
        row={(team) => (
          <>
            <td className="strong">
              <TeamName name={team.name} />
            </td>
            <td className="muted">{team.description}</td>
            <td className="muted">{emailsOf(team).length > 3 ? t("teams.people", { count: emailsOf(team).length }) : emailsOf(team).join(", ") || t("common.none")}</td>
            <RowActions name={team.name} onEdit={() => setOpened({ kind: "edit", team })} onRemove={() => setOpened({ kind: "delete", team })} />
          </>
        )}
      />
      {opened?.kind === "edit" ? <TeamDialog team={opened.team} onClose={() => setOpened(null)} /> : null}
      {opened?.kind === "delete" ? (
        <ConfirmDialog
          title={t("teams.delete", { name: opened.team.name })}
          action={t("common.delete")}
          onConfirm={async () => {
            await deleteTeam(opened.team.name);
            await Promise.all(["teams", "users"].map((key) => client.invalidateQueries({ queryKey: [key] })));
          }}
          onClose={() => setOpened(null)}
        >
          <p>{t("teams.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
