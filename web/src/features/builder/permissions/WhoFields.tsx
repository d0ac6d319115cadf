import { MultiSelect, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listUsers } from "@/api/access";
import type { PermissionBlock } from "@/api/types";
import { TeamPicker } from "@/components/TeamPicker";
import { blueprintsQuery, isSystem, titleOf } from "@/lib/blueprints";

type Props = { block: PermissionBlock; /** Who may in any case; not offered. */ always: string[]; owned: boolean; onChange: (block: PermissionBlock) => void };

/** Who may do one thing: by role, by the owning team, by team, by name. */
export function WhoFields({ block, always, owned, onChange }: Props) {
  const { t } = useTranslation();
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers, staleTime: 60_000 });
  const roles = block.roles ?? [];
  const members = roles.includes("Member");
  const moderators = blueprints.filter((one) => !isSystem(one)).map((one) => ({ value: `${one.identifier}-moderator`, label: t("permissions.moderatorsOf", { blueprint: titleOf(one) }) }));
  const offered = moderators.filter((one) => !always.includes(one.value));
  const kept = roles.filter((role) => always.includes(role) || role === "Member");
  const emails = [...new Set([...users.map((user) => user.email), ...(block.users ?? [])])];
  return (
    <div style={{ display: "grid", gap: 16 }}>
      <div className="row wrap" style={{ gap: 24 }}>
        <Switch label={t("permissions.members")} checked={members} onChange={(event) => onChange({ ...block, roles: event.currentTarget.checked ? [...roles, "Member"] : roles.filter((role) => role !== "Member") })} />
        {owned ? <Switch label={t("permissions.ownedByTeam")} checked={block.ownedByTeam === true} disabled={members} onChange={(event) => onChange({ ...block, ownedByTeam: event.currentTarget.checked })} /> : null}
      </div>
      {members ? null : (
        <div className="cols" style={{ gap: 16 }}>
          <div className="s4">
            <TeamPicker label={t("permissions.teams")} value={block.teams ?? []} onChange={(teams) => onChange({ ...block, teams })} />
          </div>
          <div className="s4">
            <MultiSelect label={t("permissions.users")} data={emails} value={block.users ?? []} searchable clearable onChange={(next) => onChange({ ...block, users: next })} />
          </div>
          <div className="s4">
            <MultiSelect label={t("permissions.roles")} data={offered} value={roles.filter((role) => !kept.includes(role))} searchable clearable onChange={(next) => onChange({ ...block, roles: [...kept, ...next] })} />
          </div>
        </div>
      )}
    </div>
  );
}
