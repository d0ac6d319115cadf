import { infiniteQueryOptions } from "@tanstack/react-query";
import { listRuns } from "@/api/selfservice";
import type { Run, RunDetail, RunFilter, Verdict } from "@/api/selfservice";

export const isOpen = (run: Pick<Run, "status">) => run.status === "IN_PROGRESS" || run.status === "WAITING_FOR_APPROVAL";

export const hasVerdict = (verdict: RunDetail["verdict"]): verdict is Verdict => "decision" in verdict;

/** "Change a service's tier: checkout" */
export function titleOfRun(run: Pick<Run, "action" | "entity" | "properties">): string {
  const subject = run.entity?.identifier ?? ["name", "identifier", "title"].map((name) => run.properties[name]).find((value) => typeof value === "string");
  const title = run.action.title || run.action.identifier;
  return subject ? `${title}: ${String(subject)}` : title;
}

/** Runs page by page, newest first; read again while one of them goes on. */
export const runsQuery = (filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ["runs", filter],
    queryFn: ({ pageParam, signal }) => listRuns(filter, pageParam, 50, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.runs.some((run) => run.status === "IN_PROGRESS")) ? 1500 : 15_000),
  });
