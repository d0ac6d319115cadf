import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { listResources } from "@/api/resources";
import type { ResourceFilter } from "@/api/resources";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { ResourceTable } from "./ResourceTable";
import { useResourcesFreshness } from "./useResourcesFreshness";

type Props = { filter: ResourceFilter; label: string; empty: ReactNode; withServer?: boolean };

/** The resources that a filter admits, the newest first, page by page. */
export function ResourceList({ filter, label, empty, withServer = false }: Props) {
  useResourcesFreshness();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["resources", filter],
    queryFn: ({ pageParam, signal }) => listResources(filter, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const resources = data?.pages.flatMap((page) => page.resources);
  if (error && !resources) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (resources?.length === 0) return empty;
  return (
    <div className="body">
      <section className="card">
        <ResourceTable label={label} resources={resources} withServer={withServer} />
        <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
      </section>
    </div>
  );
}
