import { queryOptions, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listComments, readChangeRequest, readChanges } from "@/api/changeRequests";
import type { Which } from "@/api/changeRequests";
import { readPreviews } from "@/api/previews";
import { isMoving } from "@/lib/deliveries";

const keyOf = ({ owner, name, number }: Which) => ["changeRequest", owner, name, number] as const;

export const changeRequestQuery = (which: Which) =>
  queryOptions({
    queryKey: [...keyOf(which), "itself"],
    queryFn: () => readChangeRequest(which),
    // what others say and machines report is looked for while it waits
    refetchInterval: ({ state }) => (state.data?.changeRequest.state === "OPEN" ? 15_000 : false),
  });

/** @param run the request of somebody who awaits a preview: it is there once that is carried out */
export const previewsQuery = (which: Which, run: string | null = null) =>
  queryOptions({
    queryKey: [...keyOf(which), "previews"],
    queryFn: () => readPreviews(which),
    refetchInterval: ({ state: { data } }) => (data?.previews.some(isMoving) || (run && !data?.previews.some((one) => one.state === "RUNNING")) ? 3_000 : 15_000),
  });

export const changesQuery = (which: Which, head: string) => queryOptions({ queryKey: [...keyOf(which), "changes", head], queryFn: () => readChanges(which) });

/** All comments, page after page. */
export function useComments(which: Which) {
  const query = useInfiniteQuery({
    queryKey: [...keyOf(which), "comments"],
    queryFn: ({ pageParam, signal }) => listComments(which, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 15_000,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { ...query, comments: query.data?.pages.flatMap((page) => page.comments) };
}

/** Reads everything of it again. */
export function useRefresh(which: Which) {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: keyOf(which) });
    void client.invalidateQueries({ queryKey: ["changeRequests"] });
    void client.invalidateQueries({ queryKey: ["repositories", which.owner, which.name] });
  };
}
