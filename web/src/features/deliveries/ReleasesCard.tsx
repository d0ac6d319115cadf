import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { listReleases } from "@/api/deliveries";
import type { Standing, Standings } from "@/api/deliveries";
import { ErrorNote } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { isUnderWay } from "@/lib/deliveries";
import { EnvironmentPicker } from "./EnvironmentPicker";
import { ReleaseEntry } from "./ReleaseEntry";

type Props = { standings: Standings; chosen: Standing; /** Id of the one that shows what it changed. */ open: string | undefined; onChoose: (environment: string) => void; onOpen: (release: string | undefined) => void };

/** The releases to an environment, the newest first; each opens to what it changed. */
export function ReleasesCard({ standings, chosen, open, onChoose, onOpen }: Props) {
  const { t } = useTranslation();
  const { service, environments, mayRelease } = standings;
  const key = ["deliveries", "releases", service.name, chosen.environment];
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => listReleases(service.name, chosen.environment, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const releases = data?.pages.flatMap((page) => page.releases);
  // What the environment says anew, its releases say anew too.
  const stamp = chosen.newest ? `${chosen.newest.id} ${chosen.newest.state} ${chosen.newest.message}` : "";
  const seen = useRef(stamp);
  useEffect(() => {
    if (seen.current === stamp) return;
    seen.current = stamp;
    void refetch();
  }, [stamp, refetch]);
  return (
    <section className="card" aria-label={t("deliveries.releases")}>
      <header>
        <h2>{t("deliveries.releases")}</h2>
        <span className="push">
          <EnvironmentPicker environments={environments} value={chosen.environment} onChange={onChoose} />
        </span>
      </header>
      <div className="in" aria-busy={!releases && !error}>
        {error && !releases ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
        {!releases && !error ? <Skeleton height={72} /> : null}
        {releases?.length === 0 ? <p className="muted">{t("deliveries.noReleases", { environment: chosen.title })}</p> : null}
        {releases && releases.length > 0 ? (
          <ol className="line">
            {releases.map((release) => (
              <ReleaseEntry
                key={release.id}
                release={release}
                origin={environments.find((one) => one.environment === chosen.promotesFrom)?.title}
                open={open === release.id}
                onToggle={() => onOpen(open === release.id ? undefined : release.id)}
                mayReturn={mayRelease && release.id !== chosen.newest?.id && release.deploymentsCommit !== null && !isUnderWay(release.state)}
              />
            ))}
          </ol>
        ) : null}
      </div>
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}
