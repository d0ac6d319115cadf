import { Checkbox, MultiSelect, NumberInput, Select, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listTeams, listUsers } from "@/api/access";
import type { Rule, RuleApprovers } from "@/api/policy";
import { listActions } from "@/api/selfservice";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";

type Props = { rule: Rule; problemOf: (path: string) => string | undefined; onChange: (change: Partial<Rule>) => void };

const kinds = ["ANY", "ALL", "SOME"] as const;

/** What a rule is about, and whom it asks. */
export function ScopeFields({ rule, problemOf, onChange }: Props) {
  const { t } = useTranslation();
  const { data: actions = [] } = useQuery({ queryKey: ["actions"], queryFn: listActions });
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const { data: teams = [] } = useQuery({ queryKey: ["teams"], queryFn: listTeams });
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers });
  const scope = rule.scope ?? {};
  const approvers = rule.approvers ?? {};
  const setScope = (part: keyof typeof scope, names: string[]) => onChange({ scope: { ...scope, [part]: names } });
  const setApprovers = (change: RuleApprovers) => onChange({ approvers: { ...approvers, ...change } });
  const need = typeof approvers.need === "number" ? "SOME" : (approvers.need ?? "ANY");
  const known = (all: { value: string; label: string }[], chosen: string[] | undefined) => [...all, ...(chosen ?? []).filter((name) => !all.some((one) => one.value === name)).map((name) => ({ value: name, label: name }))];
  const named = teams.map((team) => ({ value: team.name, label: team.name }));
  return (
    <>
      {rule.effect === "REQUIRE_APPROVAL" ? (
        <div className="stack" style={{ gap: 12 }} role="group" aria-label={t("policy.approvers")}>
          <h2>{t("policy.approvers")}</h2>
          <Checkbox label={t("policy.owners")} description={t("policy.ownersHelp")} checked={approvers.owners ?? false} onChange={(event) => setApprovers({ owners: event.currentTarget.checked })} />
          <MultiSelect label={t("policy.teams")} searchable clearable data={known(named, approvers.teams)} value={approvers.teams ?? []} error={problemOf("approvers")} onChange={(names) => setApprovers({ teams: names })} />
          <MultiSelect label={t("policy.users")} searchable clearable data={known(users.map((user) => ({ value: user.email, label: user.email })), approvers.users)} value={approvers.users ?? []} onChange={(names) => setApprovers({ users: names })} />
          <MultiSelect label={t("policy.roles")} clearable data={known([{ value: "Admin", label: "Admin" }, { value: "Member", label: "Member" }], approvers.roles)} value={approvers.roles ?? []} onChange={(names) => setApprovers({ roles: names })} />
          <div className="row" style={{ alignItems: "flex-end" }}>
            <Select label={t("policy.need")} allowDeselect={false} data={kinds.map((value) => ({ value, label: t(`policy.needs.${value}`) }))} value={need} onChange={(value) => setApprovers({ need: value === "SOME" ? 2 : (value as "ANY" | "ALL") })} />
            {need === "SOME" ? <NumberInput aria-label={t("policy.howMany")} w={80} min={1} max={100} value={approvers.need as number} onChange={(value) => setApprovers({ need: Number(value) || 1 })} /> : null}
          </div>
        </div>
      ) : null}
      <div className="stack" style={{ gap: 12 }} role="group" aria-label={t("policy.scope")}>
        <h2>{t("policy.scope")}</h2>
        <p className="small quiet">{t("policy.scopeHelp")}</p>
        <MultiSelect label={t("policy.actions")} searchable clearable data={known(actions.map((one) => ({ value: one.identifier, label: titleOf(one) })), scope.actions)} value={scope.actions ?? []} onChange={(names) => setScope("actions", names)} />
        <MultiSelect label={t("policy.blueprints")} searchable clearable data={known(blueprints.map((one) => ({ value: one.identifier, label: titleOf(one) })), scope.blueprints)} value={scope.blueprints ?? []} onChange={(names) => setScope("blueprints", names)} />
        <TagsInput label={t("policy.environments")} description={t("policy.environmentsHelp")} clearable value={scope.environments ?? []} onChange={(names) => setScope("environments", names)} />
        <MultiSelect label={t("policy.forTeams")} searchable clearable data={known(named, scope.teams)} value={scope.teams ?? []} onChange={(names) => setScope("teams", names)} />
      </div>
    </>
  );
}
