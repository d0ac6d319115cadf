import { ActionIcon, Button, Menu, MultiSelect, Select, TextInput } from "@mantine/core";
import { IconDots, IconPlus, IconUsers } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteUser, inviteUser, listUsers, patchUser } from "@/api/access";
import type { User } from "@/api/types";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { FormDialog } from "@/components/FormDialog";
import { ListPage } from "@/components/ListPage";
import { RevealOnce } from "@/components/RevealOnce";
import { TeamPicker } from "@/components/TeamPicker";
import { say, sayError } from "@/components/toast";
import { blueprintsQuery, isSystem, titleOf } from "@/lib/blueprints";
import { personName, useSession } from "@/lib/session";

type Opened = { kind: "invite" } | { kind: "edit"; user: User } | { kind: "delete"; user: User } | { kind: "password"; email: string; password: string } | null;

const tones = { ACTIVE: "good", INVITED: "info", DISABLED: "" } as const;

function UserDialog({ user, onClose, onPassword }: { user?: User; onClose: () => void; onPassword: (email: string, password: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const [email, setEmail] = useState(user?.email ?? "");
  const [role, setRole] = useState(user?.roles.includes("Admin") ? "Admin" : "Member");
  const [moderates, setModerates] = useState(user?.roles.filter((one) => one.endsWith("-moderator")) ?? []);
  const [teams, setTeams] = useState(user?.teams ?? []);
  const save = async () => {
    const roles = [role, ...moderates];
    const invited = user ? null : await inviteUser({ email: email.trim(), roles, teams });
    if (user) await patchUser(user.email, { roles, teams });
    await Promise.all([client.invalidateQueries({ queryKey: ["users"] }), client.invalidateQueries({ queryKey: ["teams"] })]);
    const temporary = invited?.temporaryPassword;
    return temporary ? () => onPassword(email.trim(), temporary) : undefined;
  };
  return (
    <FormDialog title={user ? t("users.edit", { name: personName(user) }) : t("users.invite")} action={user ? t("common.save") : t("users.invite")} ready={/^\S+@\S+\.\S+$/.test(email.trim())} onSubmit={save} onClose={onClose}>
      <TextInput label={t("signIn.email")} type="email" value={email} disabled={user !== undefined} data-autofocus onChange={(event) => setEmail(event.currentTarget.value)} />
      <Select label={t("users.role")} description={t(role === "Admin" ? "users.adminHelp" : "users.memberHelp")} allowDeselect={false} data={[{ value: "Member", label: t("user.member") }, { value: "Admin", label: t("user.admin") }]} value={role} onChange={(next) => setRole(next ?? "Member")} />
      <MultiSelect
        label={t("users.moderates")}
        description={t("users.moderatesHelp")}
        searchable
        data={blueprints.filter((one) => !isSystem(one)).map((one) => ({ value: `${one.identifier}-moderator`, label: titleOf(one) }))}
        value={moderates}
        onChange={setModerates}
      />
      <TeamPicker label={t("builder.sections.teams")} value={teams} onChange={setTeams} />
    </FormDialog>
  );
}

export function UsersPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { user: me } = useSession();
  const { data: users, error, refetch } = useQuery({ queryKey: ["users"], queryFn: listUsers });
  const [opened, setOpened] = useState<Opened>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ["users"] });
  const setStatus = async (user: User, status: User["status"]) => {
    try {
      await patchUser(user.email, { status });
      await refresh();
      say(t("common.saved"));
    } catch (failure) {
      sayError(failure);
    }
  };
  const invite = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setOpened({ kind: "invite" })}>
      {t("users.invite")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("builder.sections.users")}
        lead={t("users.lead")}
        action={invite}
        items={users}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(user) => user.email}
        columns={[t("common.name"), t("users.role"), t("builder.sections.teams"), t("audit.status"), t("users.lastSeen"), t("common.actions")]}
        empty={<EmptyState icon={<IconUsers size={20} stroke={1.5} />} title={t("users.empty")} why={t("users.lead")} action={invite} />}
        row={(user) => (
          <>
            <td>
              <span className="strong">{personName(user)}</span>
              {personName(user) === user.email ? null : <div className="small quiet">{user.email}</div>}
            </td>
            <td>{user.roles.map((role) => (role === "Admin" ? t("user.admin") : role === "Member" ? t("user.member") : role)).join(", ")}</td>
            <td className="muted">{user.teams.join(", ") || t("common.none")}</td>
            <td>
              <span className={`badge ${tones[user.status]}`}>{t(`users.status.${user.status}`)}</span>
            </td>
            <td className="muted">{user.lastLoginAt ? <Ago at={user.lastLoginAt} /> : t("common.never")}</td>
            <td style={{ textAlign: "right" }}>
              <Menu>
                <Menu.Target>
                  <ActionIcon size="xs" aria-label={t("table.rowMenu", { title: personName(user) })}>
                    <IconDots size={16} stroke={1.5} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setOpened({ kind: "edit", user })}>{t("common.edit")}</Menu.Item>
                  {user.email === me.email ? null : (
                    <>
                      <Menu.Item onClick={() => void setStatus(user, user.status === "DISABLED" ? "ACTIVE" : "DISABLED")}>{t(user.status === "DISABLED" ? "users.enable" : "users.disable")}</Menu.Item>
                      <Menu.Item data-danger="true" onClick={() => setOpened({ kind: "delete", user })}>
                        {t("common.delete")}
                      </Menu.Item>
                    </>
                  )}
                </Menu.Dropdown>
              </Menu>
            </td>
          </>
        )}
      />
      {opened?.kind === "invite" || opened?.kind === "edit" ? (
        <UserDialog
          {...(opened.kind === "edit" ? { user: opened.user } : {})}
          onClose={() => setOpened(null)}
          onPassword={(email, password) => setOpened({ kind: "password", email, password })}
        />
      ) : null}
      {opened?.kind === "delete" ? (
        <ConfirmDialog
          title={t("users.delete", { name: personName(opened.user) })}
          action={t("common.delete")}
          onConfirm={async () => {
            await deleteUser(opened.user.email);
            await refresh();
          }}
          onClose={() => setOpened(null)}
        >
          <p>{t("users.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
      {opened?.kind === "password" ? (
        <RevealOnce title={t("users.invited")} why={t("users.invitedWhy")} values={[{ label: t("signIn.email"), value: opened.email }, { label: t("users.temporary"), value: opened.password }]} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}
