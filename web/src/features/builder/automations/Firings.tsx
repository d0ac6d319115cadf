import { Select } from "@mantine/core";
import { IconBan, IconBolt, IconCheck, IconCircleX, IconClock, IconMinus, IconRepeatOff } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listActions } from "@/api/selfservice";
import type { Action } from "@/api/selfservice";
import { listFirings } from "@/api/workflows";
import type { Firing, FiringState } from "@/api/workflows";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { titleOf } from "@/lib/blueprints";

const looks: Record<FiringState, { tone: string; Icon: typeof IconCheck }> = {
  DUE: { tone: "info", Icon: IconClock },
  FIRED: { tone: "good", Icon: IconCheck },
  SKIPPED: { tone: "", Icon: IconMinus },
  STOPPED: { tone: "bad", Icon: IconRepeatOff },
  DENIED: { tone: "bad", Icon: IconBan },
  FAILED: { tone: "bad", Icon: IconCircleX },
};

const states = Object.keys(looks) as FiringState[];

function FiringMark({ state }: { state: FiringState }) {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <span className={`badge ${tone}`}>
      <Icon aria-hidden="true" />
      {t(`automations.state.${state}`)}
    </span>
  );
}

/** A workflow is called `workflow.trigger`, by the trigger that it begins with. */
function WorkflowName({ automation }: { automation: string }) {
  const [workflow = "", trigger] = automation.split(".");
  if (!trigger) return <span className="strong">{automation}</span>;
  return (
    <>
      <Link to="/builder/workflows/$workflow" params={{ workflow }} className="strong">
        {workflow}
      </Link>
      <p className="small quiet">
        <code>{trigger}</code>
      </p>
    </>
  );
}

function Row({ firing, action, columns }: { firing: Firing; action: Action | undefined; columns: string[] }) {
  return (
    <>
      <td>
        {action ? (
          <>
            <Link to="/builder/actions/$action" params={{ action: action.identifier }} className="strong">
              {titleOf(action)}
            </Link>
            <p className="small quiet">
              <code>{action.identifier}</code>
            </p>
          </>
        ) : (
          <WorkflowName automation={firing.automation} />
        )}
      </td>
      <td data-label={columns[1]}>
        {firing.blueprint && firing.entity ? (
          <Link className="link" to="/catalog/$blueprint/$entity" params={{ blueprint: firing.blueprint, entity: firing.entity }}>
            {firing.entity}
          </Link>
        ) : null}
      </td>
      <td data-label={columns[2]}>
        <div>
          <FiringMark state={firing.state} />
          {firing.reason ? (
            <p className="small quiet" style={{ overflowWrap: "anywhere" }}>
              {firing.reason}
            </p>
          ) : null}
        </div>
      </td>
      <td data-label={columns[3]}>
        {firing.runId ? (
          <Link className="link" to="/self-service/runs/$run" params={{ run: firing.runId }}>
            <code>{firing.runId.slice(0, 12)}</code>
          </Link>
        ) : null}
      </td>
      <td data-label={columns[4]} className="muted" style={{ textAlign: "right" }}>
        <Ago at={firing.at} />
      </td>
    </>
  );
}

/** What followed from events, what did not, and why. */
export function Firings() {
  const { t } = useTranslation();
  const { state } = useSearch({ from: "/inside/builder/automations" });
  const navigate = useNavigate({ from: "/builder/automations" });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["firings", state],
    queryFn: ({ pageParam, signal }) => listFirings({ state }, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 15_000,
  });
  const { data: actions = [] } = useQuery({ queryKey: ["actions"], queryFn: listActions });
  const firings = data?.pages.flatMap((page) => page.firings);
  const columns = [t("automations.automation"), t("actions.about"), t("automations.result"), t("runs.run"), t("automations.at")];
  if (error && !firings) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="row">
        <Select
          aria-label={t("automations.result")}
          placeholder={t("automations.anyResult")}
          clearable
          data={states.map((one) => ({ value: one, label: t(`automations.state.${one}`) }))}
          value={state ?? null}
          onChange={(next) => void navigate({ search: { state: (next as FiringState | null) ?? undefined } })}
        />
      </div>
      {firings?.length === 0 ? (
        <EmptyState icon={<IconBolt size={20} stroke={1.5} />} title={t("automations.none")} why={t("automations.noneWhy")} />
      ) : (
        <section className="card">
          <PlainTable label={t("automations.history")} columns={columns} items={firings} keyOf={(firing) => String(firing.id)} row={(firing) => <Row firing={firing} action={actions.find((one) => one.identifier === firing.automation)} columns={columns} />} lastRight />
          <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
        </section>
      )}
    </>
  );
}
