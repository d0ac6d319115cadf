import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RunFilter } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
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
  const columns = [t("runs.run"), t("runs.state"), t("runs.by"), t("runs.asked"), t("runs.took")];
  return (
    <section className="card">
      <div className="scroll" tabIndex={0} role="region" aria-label={label}>
        <table className="plain cards">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs === undefined
              ? [1, 2, 3].map((one) => (
                  <tr key={one} aria-busy="true">
                    <td colSpan={columns.length}>
                      <Skeleton height={12} />
                    </td>
                  </tr>
                ))
              : runs.map((run) => (
                  <tr key={run.id}>
                    <td>
                      <Link to="/self-service/runs/$run" params={{ run: run.id }} className="strong">
                        {titleOfRun(run)}
                      </Link>
                      {run.summary ? <p className="small quiet">{run.summary}</p> : null}
                    </td>
                    <td>
                      <RunState run={run} />
                    </td>
                    <td data-label={columns[2]} className="muted">
                      {run.createdBy}
                    </td>
                    <td data-label={columns[3]} className="muted">
                      <Ago at={run.createdAt} />
                    </td>
                    <td data-label={columns[4]} className="muted nowrap">
                      {isOpen(run) || !run.endedAt ? "–" : duration(run.createdAt, run.endedAt)}
                    </td>
                  </tr>
                ))}
          </tbody>
        </table>
      </div>
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}
