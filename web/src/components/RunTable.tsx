import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RunFilter } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { RunState } from "@/components/RunState";
import { isOpen, runsQuery, titleOfRun } from "@/lib/runs";
import { duration } from "@/lib/time";

type Props = { filter: RunFilter; label: string; empty: ReactNode };

/** Runs that a filter admits, newest first. */
export function RunTable({ filter, label, empty }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(runsQuery(filter));
  const runs = data?.pages.flatMap((page) => page.runs);
  if (error && !runs) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (runs?.length === 0) return empty;
  // Whose requests these are goes without saying where only one person's are shown.
  const named = filter.user_email === undefined;
  const labels = { by: t("runs.by"), asked: t("runs.asked"), took: t("runs.took") };
  const columns = [t("runs.run"), t("runs.state"), ...(named ? [labels.by] : []), labels.asked, labels.took];
  return (
    <section className="card">
      <PlainTable
        label={label}
        columns={columns}
        items={runs}
        keyOf={(run) => run.id}
        lastRight
        row={(run) => (
          <>
            <td>
              <Link to="/self-service/runs/$run" params={{ run: run.id }} className="strong">
                {titleOfRun(run)}
              </Link>
              {run.summary ? (
                <p className="small quiet gist" title={run.summary}>
                  {run.summary}
                </p>
              ) : null}
            </td>
            <td>
              <RunState run={run} />
            </td>
            {named ? (
              <td data-label={labels.by} className="muted nowrap">
                {run.createdBy}
              </td>
            ) : null}
            <td data-label={labels.asked} className="muted">
              <Ago at={run.createdAt} />
            </td>
            <td data-label={labels.took} className="muted nowrap" style={{ textAlign: "right" }}>
              {isOpen(run) || !run.endedAt ? null : duration(run.createdAt, run.endedAt)}
            </td>
          </>
        )}
      />
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}
