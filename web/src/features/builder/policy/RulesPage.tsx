import { Button, Modal } from "@mantine/core";
import { IconCheck, IconPlus, IconScale } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createRule, listRules, listStartingSet } from "@/api/policy";
import type { Rule } from "@/api/policy";
import { listActions } from "@/api/selfservice";
import type { Action } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorState";
import { ListPage } from "@/components/ListPage";
import { titleOf } from "@/lib/blueprints";
import { effects } from "./effects";

function ScopeOf({ rule, actions }: { rule: Rule; actions: Action[] }) {
  const { t } = useTranslation();
  const { actions: named = [], ...others } = rule.scope ?? {};
  const titles = named.map((name) => titleOf(actions.find((one) => one.identifier === name) ?? { identifier: name }));
  const names = [...titles, ...Object.values(others).flat()];
  return names.length > 0 ? <span className="muted">{names.join(", ")}</span> : <span className="quiet">{t("policy.everything")}</span>;
}

function StartingSet({ have, onClose }: { have: Set<string>; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: rules = [], error } = useQuery({ queryKey: ["rules", "starting"], queryFn: listStartingSet });
  const add = useMutation({ mutationFn: createRule, onSettled: () => client.invalidateQueries({ queryKey: ["rules"] }) });
  return (
    <Modal opened onClose={onClose} size={720} title={t("policy.startingSet")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <p className="muted">{t("policy.startingWhy")}</p>
        <ErrorNote error={error ?? add.error} />
      </div>
      <ul className="list" style={{ borderTop: "1px solid var(--line)" }}>
        {rules.map((rule) => (
          <li key={rule.identifier} className="row" style={{ alignItems: "flex-start", flexWrap: "nowrap" }}>
            <div style={{ minWidth: 0 }}>
              <p className="strong">{rule.title}</p>
              <p className="small muted">{rule.description ?? rule.message}</p>
            </div>
            <span className="push">
              {have.has(rule.identifier) ? (
                <span className="badge good">
                  <IconCheck aria-hidden="true" />
                  {t("policy.taken")}
                </span>
              ) : (
                <Button size="xs" loading={add.isPending && add.variables.identifier === rule.identifier} aria-label={t("policy.takeNamed", { title: rule.title })} onClick={() => add.mutate(rule)}>
                  {t("policy.take")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** The rules that requests are judged by. */
export function RulesPage() {
  const { t } = useTranslation();
  const { data: rules, error, refetch } = useQuery({ queryKey: ["rules"], queryFn: listRules });
  const { data: actions = [] } = useQuery({ queryKey: ["actions"], queryFn: listActions });
  const [starting, setStarting] = useState(false);
  const columns = [t("policy.rule"), t("policy.effect"), t("policy.scope"), t("policy.changed")];
  const write = (
    <Button component={Link} to="/builder/policy/new" variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />}>
      {t("policy.write")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("builder.sections.policy")}
        lead={t("policy.lead")}
        action={
          <>
            <Button component={Link} to="/builder/policy/simulate">
              {t("simulation.title")}
            </Button>
            <Button onClick={() => setStarting(true)}>{t("policy.startingSet")}</Button>
            {write}
          </>
        }
        items={rules}
        error={error}
        onRetry={() => void refetch()}
        columns={columns}
        keyOf={(rule) => rule.identifier}
        empty={
          <EmptyState
            icon={<IconScale size={20} stroke={1.5} />}
            title={t("policy.none")}
            why={t("policy.noneWhy")}
            action={
              <>
                <Button variant="filled" onClick={() => setStarting(true)}>
                  {t("policy.startingSet")}
                </Button>
                <Button component={Link} to="/builder/policy/new">
                  {t("policy.write")}
                </Button>
              </>
            }
          />
        }
        row={(rule) => {
          const { tone, Icon } = effects[rule.effect];
          return (
            <>
              <td>
                <Link to="/builder/policy/$rule" params={{ rule: rule.identifier }} className="strong">
                  {rule.title}
                </Link>
                <p className="small quiet">
                  <code>{rule.identifier}</code>
                </p>
              </td>
              <td>
                <span className={`badge ${rule.enabled === false ? "" : tone}`}>
                  <Icon aria-hidden="true" />
                  {rule.enabled === false ? t("policy.off") : t(`policy.effects.${rule.effect}`)}
                </span>
              </td>
              <td data-label={columns[2]}>
                <ScopeOf rule={rule} actions={actions} />
              </td>
              <td data-label={columns[3]} className="muted" style={{ textAlign: "right" }}>
                <Ago at={rule.updatedAt} />
              </td>
            </>
          );
        }}
      />
      {starting ? <StartingSet have={new Set(rules?.map((rule) => rule.identifier))} onClose={() => setStarting(false)} /> : null}
    </>
  );
}
