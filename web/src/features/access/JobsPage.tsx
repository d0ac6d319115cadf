import { Button, Progress } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCircleX, IconClock, IconLoader2, IconPlayerPlay, IconRepeat } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listJobs, runJob } from "@/api/jobs";
import type { Job } from "@/api/types";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorState";
import { ListPage } from "@/components/ListPage";
import { say, sayError } from "@/components/toast";
import { duration, formatNumber } from "@/lib/time";

const states = {
  WAITING: { tone: "", Icon: IconClock },
  RUNNING: { tone: "info", Icon: IconLoader2 },
  FAILING: { tone: "bad", Icon: IconAlertTriangle },
  ENDED: { tone: "", Icon: IconCheck },
};

/** Milliseconds until something can have changed. */
function untilNews(jobs: Job[]): number {
  if (jobs.some((job) => job.state === "RUNNING")) return 1500;
  const due = jobs.flatMap((job) => (job.nextRunAt ? [new Date(job.nextRunAt).getTime() - Date.now()] : []));
  return Math.min(30_000, Math.max(1500, ...(due.length > 0 ? [Math.min(...due) + 500] : [30_000])));
}

function What({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { progress, asked } = job;
  return (
    <>
      <span className="strong">{job.purpose}</span>
      <span className="small quiet row tight wrap">
        <code>{job.name}</code>
        {asked ? (
          <>
            · {t("jobs.asked", { by: asked.by })} <Ago at={asked.at} />
          </>
        ) : null}
      </span>
      {progress && job.state !== "ENDED" ? (
        <span className="row small muted">
          {progress.total ? <Progress value={(progress.done / progress.total) * 100} size={8} radius={2} aria-label={t("jobs.progress", { name: job.name })} style={{ width: 160 }} /> : null}
          {progress.total ? t("jobs.doneOf", { done: formatNumber(progress.done), total: formatNumber(progress.total) }) : t("jobs.done", { done: formatNumber(progress.done) })}
        </span>
      ) : null}
    </>
  );
}

function State({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { tone, Icon } = states[job.state];
  return (
    <>
      <span className={`badge ${tone}`}>
        <Icon className={job.state === "RUNNING" ? "turning" : undefined} aria-hidden="true" />
        {t(`jobs.states.${job.state}`)}
      </span>
      {job.consecutiveFailures > 0 ? <span className="small" style={{ display: "block", color: "var(--bad)" }}>{t("jobs.inARow", { count: job.consecutiveFailures })}</span> : null}
    </>
  );
}

function LastRun({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { lastRun, lastError } = job;
  const failed = lastRun?.result === "FAILURE";
  return (
    <div>
      {lastRun ? (
        <span className="row">
          <span className={`state ${failed ? "bad" : "good"}`}>
            {failed ? <IconCircleX size={14} stroke={1.5} aria-hidden="true" /> : <IconCheck size={14} stroke={1.5} aria-hidden="true" />}
            {t(failed ? "jobs.failed" : "jobs.succeeded")}
          </span>
          <Ago at={lastRun.endedAt} />
        </span>
      ) : (
        <span className="quiet">{t("jobs.notRun")}</span>
      )}
      {lastRun ? (
        <span className="small muted" style={{ display: "block" }}>
          {[t("jobs.took", { duration: duration(lastRun.startedAt, lastRun.endedAt) }), lastRun.report].filter(Boolean).join(" · ")}
        </span>
      ) : null}
      {lastError ? (
        <span className="small" style={{ display: "block", color: failed ? "var(--bad)" : "var(--text-3)", overflowWrap: "anywhere" }}>
          {t("jobs.lastError")} <Ago at={lastError.at} />: {lastError.message}
        </span>
      ) : null}
    </div>
  );
}

export function JobsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["jobs"],
    queryFn: ({ pageParam, signal }) => listJobs(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (query) => untilNews(query.state.data?.pages.flatMap((page) => page.jobs) ?? []),
  });
  const run = useMutation({
    mutationFn: (job: Job) => runJob(job.name),
    onSuccess: (job) => say(t("jobs.runs", { name: job.name })),
    onError: sayError,
    onSettled: () => client.invalidateQueries({ queryKey: ["jobs"] }),
  });
  const columns = [t("jobs.job"), t("jobs.state"), t("jobs.lastRun"), t("jobs.nextRun"), t("common.actions")];
  return (
    <ListPage
      title={t("builder.sections.jobs")}
      lead={t("jobs.lead")}
      action={null}
      items={data?.pages.flatMap((page) => page.jobs)}
      error={data ? null : error}
      onRetry={() => void refetch()}
      keyOf={(job) => job.name}
      columns={columns}
      empty={<EmptyState icon={<IconRepeat size={20} stroke={1.5} />} title={t("jobs.empty")} why={t("jobs.lead")} />}
      row={(job) => (
        <>
          <td>
            <What job={job} />
          </td>
          <td>
            <State job={job} />
          </td>
          <td data-label={columns[2]}>
            <LastRun job={job} />
          </td>
          <td data-label={columns[3]} className="muted">
            <Ago at={job.nextRunAt} />
          </td>
          <td className="nowrap" style={{ textAlign: "right" }}>
            {job.state === "ENDED" ? null : (
              <Button size="xs" leftSection={<IconPlayerPlay size={14} stroke={1.5} />} aria-label={t("jobs.runNamed", { name: job.name })} disabled={job.state === "RUNNING"} loading={run.isPending && run.variables.name === job.name} onClick={() => run.mutate(job)}>
                {t("jobs.run")}
              </Button>
            )}
          </td>
        </>
      )}
      foot={
        hasNextPage || error ? (
          <div className="in">
            <ErrorNote error={error} />
            {hasNextPage ? (
              <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t("jobs.more")}
              </Button>
            ) : null}
          </div>
        ) : null
      }
    />
  );
}
