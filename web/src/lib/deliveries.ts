import { queryOptions, useQuery } from "@tanstack/react-query";
import { listDeliveries, readStandings } from "@/api/deliveries";
import type { Release, ReleaseState } from "@/api/deliveries";
import { readServicePreviews } from "@/api/previews";
import type { Preview } from "@/api/previews";
import { useSession } from "@/lib/session";

/** Members of a team may take its services into delivery. */
export function useMayDeliver(): boolean {
  const { user } = useSession();
  return user.roles.includes("Admin") || user.teams.length > 0;
}

/** Whether there is something to see or to do under Deliveries. */
export function useHasDeliveries(): boolean {
  const mayDeliver = useMayDeliver();
  const { data } = useQuery({ queryKey: ["deliveries", "any"], queryFn: ({ signal }) => listDeliveries({}, undefined, signal, 1), enabled: !mayDeliver, staleTime: 60_000 });
  return mayDeliver || (data?.services.length ?? 0) > 0;
}

export const isUnderWay = (state: ReleaseState) => state === "COMMITTED" || state === "ROLLING";

const pause = 2000;

/** Where a service stands, looked at again while something is under way. */
export const standingsQuery = (service: string) =>
  queryOptions({
    queryKey: ["deliveries", "one", service],
    queryFn: () => readStandings(service),
    refetchInterval: ({ state }) => (state.data?.environments.some(({ newest }) => newest && isUnderWay(newest.state)) ? pause : false),
  });

/** Whether something becomes of it soon. */
export const isMoving = (preview: Preview) => preview.state === "ENDING" || (preview.release !== null && isUnderWay(preview.release));

/** The previews of a service, looked at again as they go. @param run id of a request for one that may not be there yet */
export const servicePreviewsQuery = (service: string, run: string | null = null) =>
  queryOptions({
    queryKey: ["deliveries", "one", service, "previews"],
    queryFn: () => readServicePreviews(service),
    refetchInterval: ({ state: { data } }) => (data?.previews.some((one) => isMoving(one.preview)) || (run && !data?.previews.some((one) => one.preview.state === "RUNNING")) ? 3_000 : 15_000),
  });

/** What a release is called: its image tag. */
export function versionOf(release: Release): string {
  return release.wanted.image?.tag ?? release.wanted.release?.version ?? "–";
}

const digestLength = 12;
const commitLength = 7;

export const shortDigest = (digest: string) => digest.replace(/^sha256:/, "").slice(0, digestLength);
export const shortCommit = (commit: string) => commit.slice(0, commitLength);
