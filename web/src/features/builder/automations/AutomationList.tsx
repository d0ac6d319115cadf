import { IconBolt } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listActions } from "@/api/selfservice";
import type { Action, AutomationEvent } from "@/api/selfservice";
import { listWorkflows } from "@/api/workflows";
import type { Workflow } from "@/api/workflows";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { useNodeType } from "@/components/useNodeType";
import { titleOf } from "@/lib/blueprints";
import type en from "@/messages/en.json";

type Automation = { key: string; title: string; event: AutomationEvent; does: string; hidden: boolean; changedAt: string | undefined; workflow?: string; action?: string };

function ofAction(action: Action, nameOf: (type: string) => string): Automation[] {
  const event = action.trigger.event;
  if (action.trigger.type !== "automation" || !event) return [];
  return [{ key: action.identifier, title: titleOf(action), event, does: nameOf(action.invocationMethod.type), hidden: action.publish === false, changedAt: action.updatedAt, action: action.identifier }];
}

function ofWorkflow(workflow: Workflow, steps: (count: number) => string): Automation[] {
  const triggers = workflow.nodes.filter((node) => node.config.type === "EVENT_TRIGGER" || node.config.type === "SCHEDULE_TRIGGER");
  return triggers.map(({ identifier, config }) => ({
    key: `${workflow.identifier}.${identifier}`,
    title: titleOf(workflow),
    event: config.type === "SCHEDULE_TRIGGER" ? { type: "SCHEDULE", cron: config.cron as string } : (config.event as AutomationEvent),
    does: steps(workflow.nodes.filter((node) => !node.config.type.endsWith("_TRIGGER")).length),
    hidden: false,
    changedAt: workflow.updatedAt,
    workflow: workflow.identifier,
  }));
}

function Begins({ event }: { event: AutomationEvent }) {
  const { t, i18n } = useTranslation();
  if (event.type === "SCHEDULE") return <code>{event.cron}</code>;
  const known = i18n.exists(`actions.events.${event.type}`);
  return (
    <div>
      {known ? t(`actions.events.${event.type as keyof typeof en.actions.events}`) : event.type}
      <p className="small quiet">
        <code>{[event.blueprintIdentifier, event.propertyIdentifier, event.actionIdentifier].filter(Boolean).join(".")}</code>
      </p>
    </div>
  );
}

/** Every action and workflow that begins without anybody asking. */
export function AutomationList() {
  const { t } = useTranslation();
  const { nameOf } = useNodeType();
  const actions = useQuery({ queryKey: ["actions"], queryFn: listActions });
  const workflows = useInfiniteQuery({
    queryKey: ["workflows"],
    queryFn: ({ pageParam }) => listWorkflows(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const error = actions.error ?? workflows.error;
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([actions.refetch(), workflows.refetch()])} />;
  const steps = (count: number) => t("automations.steps", { count });
  const all =
    actions.data && workflows.data
      ? [...actions.data.flatMap((action) => ofAction(action, nameOf)), ...workflows.data.pages.flatMap((page) => page.workflows).flatMap((workflow) => ofWorkflow(workflow, steps))]
      : undefined;
  if (all?.length === 0 && !workflows.hasNextPage) {
    return <EmptyState icon={<IconBolt size={20} stroke={1.5} />} title={t("automations.nothing")} why={t("automations.noneWhy")} />;
  }
  const columns = [t("automations.automation"), t("workflows.begins"), t("actions.does"), t("policy.changed")];
  return (
    <section className="card">
      <PlainTable
        label={t("builder.sections.automations")}
        columns={columns}
        items={all}
        keyOf={(one) => one.key}
        lastRight
        row={(one) => (
          <>
            <td>
              {one.workflow ? (
                <Link to="/builder/workflows/$workflow" params={{ workflow: one.workflow }} className="strong">
                  {one.title}
                </Link>
              ) : (
                <Link to="/builder/actions/$action" params={{ action: one.action! }} className="strong">
                  {one.title}
                </Link>
              )}
              <p className="small quiet">
                <code>{one.key}</code>
                {one.hidden ? ` · ${t("automations.off")}` : null}
              </p>
            </td>
            <td data-label={columns[1]} className="muted">
              <Begins event={one.event} />
            </td>
            <td data-label={columns[2]} className="muted">
              {one.does}
            </td>
            <td data-label={columns[3]} className="muted" style={{ textAlign: "right" }}>
              <Ago at={one.changedAt} />
            </td>
          </>
        )}
      />
      <MoreButton shown={workflows.hasNextPage} loading={workflows.isFetchingNextPage} onClick={() => void workflows.fetchNextPage()} />
    </section>
  );
}
