import { SegmentedControl, Skeleton } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Run } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PageHead } from "@/components/PageHead";
import { RunTable } from "@/components/RunTable";
import { TeamMark } from "@/components/TeamMark";
import { runsQuery, titleOfRun } from "@/lib/runs";
import { useSession } from "@/lib/session";
import { WhileAway } from "./WhileAway";
import classes from "./Approvals.module.css";

function Waiting({ run }: { run: Run }) {
  const { t } = useTranslation();
  const asked = (run.verdict.rules ?? []).filter((rule) => rule.outcome === "ASKED");
  const why = asked.length > 0 ? asked.map((rule) => rule.message ?? rule.title) : (run.verdict.approvals ?? []).map((demand) => demand.title);
  return (
    <li className={classes["item"]}>
      <div className="row" style={{ flexWrap: "nowrap", alignItems: "baseline" }}>
        <Link to="/self-service/runs/$run" params={{ run: run.id }} className={`strong ${classes["cover"]}`}>
          {titleOfRun(run)}
        </Link>
        <span className="push small quiet nowrap">
          <Ago at={run.createdAt} />
        </span>
      </div>
      <p className="small quiet">{t("approvals.asks", { by: run.createdBy })}</p>
      {run.status === "IN_PROGRESS" ? <p>{t("approvals.needsAnswer")}</p> : null}
      {why.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {run.team ? (
        <p className="row tight">
          <span className="badge">
            <TeamMark name={run.team} />
            {run.team}
          </span>
        </p>
      ) : null}
    </li>
  );
}

function Inbox() {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(runsQuery({ awaiting: "me" }));
  const runs = data?.pages.flatMap((page) => page.runs);
  if (error && !runs) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (runs?.length === 0) return <EmptyState icon={<IconChecks size={20} stroke={1.5} />} title={t("approvals.none")} why={t("approvals.noneWhy")} />;
  return (
    <section className="card">
      {runs === undefined ? (
        <div className="in" aria-busy="true">
          <Skeleton height={72} />
        </div>
      ) : (
        <ul>
          {runs.map((run) => (
            <Waiting key={run.id} run={run} />
          ))}
        </ul>
      )}
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}

/** What waits for my decision, what I wait for, and what I decided. */
export function ApprovalsPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const navigate = useNavigate({ from: "/approvals" });
  const { show } = useSearch({ from: "/inside/approvals" });
  return (
    <div className="stretch">
      <PageHead title={t("nav.approvals")} lead={t("approvals.lead")} lined actions={<WhileAway />} />
      <div className="toolbar">
        <SegmentedControl
          role="radiogroup"
          aria-label={t("approvals.show")}
          value={show ?? "waiting"}
          onChange={(next) => void navigate({ search: { show: next === "asked" || next === "decided" ? next : undefined } })}
          data={[
            { value: "waiting", label: t("approvals.waiting") },
            { value: "asked", label: t("approvals.askedByMe") },
            { value: "decided", label: t("approvals.decidedByMe") },
          ]}
        />
      </div>
      <div className="body narrow-page">
        {show === "decided" ? (
          <RunTable
            filter={{ decided_by: "me" }}
            label={t("approvals.decidedByMe")}
            empty={<EmptyState icon={<IconChecks size={20} stroke={1.5} />} title={t("approvals.noneDecided")} why={t("approvals.noneDecidedWhy")} />}
          />
        ) : show === "asked" ? (
          <RunTable
            filter={{ user_email: user.email, status: "WAITING_FOR_APPROVAL" }}
            label={t("approvals.askedByMe")}
            empty={<EmptyState icon={<IconChecks size={20} stroke={1.5} />} title={t("approvals.noneAsked")} why={t("approvals.noneAskedWhy")} />}
          />
        ) : (
          <Inbox />
        )}
      </div>
    </div>
  );
}
