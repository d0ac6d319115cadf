import { Button } from "@mantine/core";
import { IconCheck, IconCircleX, IconFileOff, IconInfoCircle, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { readRun } from "@/api/selfservice";
import type { RunDetail } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { PageBones } from "@/components/PageBones";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { PlanCard } from "@/components/PlanCard";
import { RunState } from "@/components/RunState";
import { TeamMark } from "@/components/TeamMark";
import { VerdictCard } from "@/components/VerdictCard";
import { hasVerdict, isOpen, titleOfRun } from "@/lib/runs";
import type { RunTab } from "@/lib/search";
import { duration } from "@/lib/time";
import { ApprovalsCard } from "./ApprovalsCard";
import { CancelRun } from "./CancelRun";
import { InputsCard } from "./InputsCard";
import { Outputs } from "./Outputs";
import { RunLog } from "./RunLog";
import { Stages } from "./Stages";
import { StepCards } from "./StepCards";
import { UrgentCard } from "./UrgentCard";

const RunGraph = lazy(() => import("./RunGraph").then((module) => ({ default: module.RunGraph })));

function Head({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const again = { entity: run.entity?.identifier, set: Object.fromEntries(Object.entries(run.properties).filter(([, value]) => value !== "*****")) };
  return (
    <PageHead
      title={titleOfRun(run)}
      mark={<RunState run={run} />}
      crest={<BlueprintIcon name={run.action.icon} fallback={run.blueprint?.identifier ?? run.action.identifier} size={20} />}
      below={
        <div className="meta">
          <span style={{ gap: 0 }}>
            <code>{run.id}</code>
            <CopyButton value={run.id} label={t("runs.copyId")} />
          </span>
          <span>
            {t("runs.askedBy", { by: run.createdBy })} <Ago at={run.createdAt} />
          </span>
          {run.impersonatedBy ? <span>{t("runs.sentBy", { by: run.impersonatedBy })}</span> : null}
          {run.team ? (
            <span>
              <TeamMark name={run.team} />
              {run.team}
            </span>
          ) : null}
          {run.blueprint && run.entity ? (
            <Link className="link" to="/catalog/$blueprint/$entity" params={{ blueprint: run.blueprint.identifier, entity: run.entity.identifier }}>
              {run.entity.identifier}
            </Link>
          ) : null}
          {run.endedAt ? <span>{t("runs.tookTime", { duration: duration(run.createdAt, run.endedAt) })}</span> : null}
        </div>
      }
      actions={
        <>
          <Button component={Link} to={`/self-service/${encodeURIComponent(run.action.identifier)}`} search={again as never} leftSection={<IconRefresh size={16} stroke={1.5} />}>
            {t("runs.again")}
          </Button>
          {run.mayCancel ? <CancelRun run={run.id} begun={(run.nodeRuns?.length ?? 0) > 0} /> : null}
        </>
      }
    />
  );
}

const results = { good: IconCheck, bad: IconCircleX, "": IconInfoCircle };

function resultOf(run: RunDetail) {
  if (run.status !== "DECLINED") return run.status;
  if (run.statusLabel === "CANCELLED") return "CANCELLED";
  return run.verdict.decision === "DENIED" ? "DENIED" : "DECLINED";
}

function Body({ run, tab }: { run: RunDetail; tab: RunTab }) {
  const { t } = useTranslation();
  if (tab === "graph" && run.workflow) return (
      <Suspense fallback={<div style={{ height: 420 }} aria-busy="true" />}>
        <RunGraph run={run} />
      </Suspense>
    );
  if (tab === "inputs") return <InputsCard values={run.properties} titles={run.inputTitles} />;
  if (tab === "policy") return hasVerdict(run.verdict) ? <VerdictCard verdict={run.verdict} stage={run.status === "WAITING_FOR_APPROVAL" ? "waiting" : "past"} /> : <p className="quiet">{t("runs.noVerdict")}</p>;
  const needed = (run.approvals.demands ?? []).length > 0;
  const tone = run.status === "SUCCESS" ? "good" : isOpen(run) || run.statusLabel === "CANCELLED" ? "" : "bad";
  const ResultIcon = results[tone];
  return (
    <div className="cols">
      <div className="stack s4">
        {run.approvals.mayDecide ? <ApprovalsCard run={run} /> : null}
        {run.status === "WAITING_FOR_APPROVAL" ? <PlanCard plan={run.plan} /> : null}
        <UrgentCard run={run} />
        <StepCards run={run} />
        <Stages run={run} />
        {needed && !run.approvals.mayDecide ? <ApprovalsCard run={run} /> : null}
      </div>
      <div className="stack s8">
        {run.summary ? (
          <div className={`note ${tone}`}>
            <ResultIcon size={16} stroke={1.5} aria-hidden="true" />
            <div>
              <h3>{t(`runs.result.${resultOf(run)}`)}</h3>
              <p style={{ overflowWrap: "anywhere" }}>{run.summary}</p>
            </div>
          </div>
        ) : null}
        <Outputs run={run} />
        <RunLog run={run.id} open={isOpen(run)} changed={run.updatedAt} />
      </div>
    </div>
  );
}

/** One run: what was asked for, how far it is, and what came of it. */
export function RunPage() {
  const { t } = useTranslation();
  const { run: id } = useParams({ from: "/inside/self-service/runs/$run" });
  const { tab = "progress" } = useSearch({ from: "/inside/self-service/runs/$run" });
  const { data: run, error, refetch } = useQuery({
    queryKey: ["runs", "one", id],
    queryFn: () => readRun(id),
    refetchInterval: (query) => (query.state.data?.status === "IN_PROGRESS" ? 1000 : query.state.data?.status === "WAITING_FOR_APPROVAL" ? 3000 : false),
  });
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState
        alone
        icon={<IconFileOff size={20} stroke={1.5} />}
        title={t("runs.gone", { id })}
        why={t("runs.goneWhy")}
        action={
          <Button component={Link} to="/self-service/requests" variant="filled">
            {t("requests.mine")}
          </Button>
        }
      />
    );
  }
  if (error && !run) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!run) {
    return <PageBones />;
  }
  const counts: Partial<Record<RunTab, number>> = { inputs: Object.keys(run.properties).length, policy: run.verdict.rules?.length ?? 0 };
  const tabs: RunTab[] = run.workflow ? ["progress", "graph", "inputs", "policy"] : ["progress", "inputs", "policy"];
  return (
    <div className="stretch">
      <Head run={run} />
      <nav className="tabs" aria-label={t("runs.tabs")} style={{ flex: "none" }}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/self-service/runs/$run"
            params={{ run: id }}
            search={{ tab: one === "progress" ? undefined : one }}
            activeOptions={{ exact: true }}
            activeProps={{ "aria-current": undefined }}
            aria-current={one === tab ? "page" : undefined}
          >
            {t(`runs.tab.${one}`)}
            {counts[one] === undefined ? null : <span className="tally">{counts[one]}</span>}
          </Link>
        ))}
        <Link to="/audit" search={{ run: id }}>
          {t("nav.audit")}
        </Link>
      </nav>
      <div className="body">
        <Body run={run} tab={tab} />
      </div>
    </div>
  );
}
