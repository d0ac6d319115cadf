import { Button, Select } from "@mantine/core";
import { IconFilterOff, IconRoute } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listFittedPipelines, pipelineStates } from "@/api/goldenPaths";
import type { FittedPipeline, PipelineStanding } from "@/api/goldenPaths";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PipelineStandingMark } from "@/components/PipelineStandingMark";
import { PlainTable } from "@/components/PlainTable";
import classes from "./Golden.module.css";
import { RepositoryLink, RequestLink } from "./links";

function Row({ pipeline, labels }: { pipeline: FittedPipeline; labels: string[] }) {
  const { t } = useTranslation();
  const versions = [pipeline.version, ...(pipeline.newest === pipeline.version ? [] : [pipeline.newest])];
  return (
    <>
      <td>
        <RepositoryLink one={pipeline} />
      </td>
      <td data-label={labels[1]}>{pipeline.service ?? <span className="quiet">–</span>}</td>
      <td data-label={labels[2]} className="nowrap">
        <code>{versions.map((one) => one?.slice(0, 8) ?? "–").join(" → ")}</code>
      </td>
      <td data-label={labels[3]}>
        <PipelineStandingMark state={pipeline.state} />
        {pipeline.reason ? (
          <div className="small quiet gist" title={pipeline.reason}>
            {pipeline.reason}
          </div>
        ) : null}
      </td>
      <td data-label={labels[4]}>
        <RequestLink one={pipeline} label={t("goldenPaths.pipeline.requestOf", { repository: `${pipeline.owner}/${pipeline.name}`, number: pipeline.changeRequest })} />
      </td>
    </>
  );
}

type Filter = { state: PipelineStanding | undefined; team: string | undefined; onState: (state: PipelineStanding | undefined) => void };

/** Whose pipeline follows the golden path, and whose does not. */
export function PipelinesCard({ state, team, onState }: Filter) {
  const { t } = useTranslation();
  const pipelines = useInfiniteQuery({
    queryKey: ["golden-paths", "pipelines", state, team],
    queryFn: ({ pageParam, signal }) => listFittedPipelines({ state, team }, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const found = pipelines.data?.pages.flatMap((page) => page.pipelines);
  const columns = [t("repositories.repository"), t("goldenPaths.pipeline.service"), t("goldenPaths.version"), t("goldenPaths.stands"), t("goldenPaths.pipeline.request")];
  const label = t("goldenPaths.pipeline.title");
  const isNarrowed = state !== undefined || team !== undefined;
  return (
    <section className="card" aria-labelledby="golden-pipelines">
      <header className="wrap">
        <h2 id="golden-pipelines">{label}</h2>
        <div className="row wrap push">
          <Select
            aria-label={`${label}: ${t("goldenPaths.stands")}`}
            placeholder={t("goldenPaths.anyState")}
            data={pipelineStates.map((one) => ({ value: one, label: t(`goldenPaths.pipeline.state.${one}`) }))}
            value={state ?? null}
            clearable
            className={classes["choice"] ?? ""}
            onChange={(next) => onState((next ?? undefined) as PipelineStanding | undefined)}
          />
        </div>
      </header>
      {pipelines.error && !found ? (
        <ErrorState error={pipelines.error} onRetry={() => void pipelines.refetch()} />
      ) : found?.length === 0 ? (
        <EmptyState
          icon={isNarrowed ? <IconFilterOff size={20} stroke={1.5} /> : <IconRoute size={20} stroke={1.5} />}
          title={t(isNarrowed ? "goldenPaths.pipeline.noneOfThese" : "goldenPaths.pipeline.none")}
          why={t(isNarrowed ? "goldenPaths.pipeline.noneOfTheseWhy" : "goldenPaths.pipeline.noneWhy")}
          action={isNarrowed ? <Button onClick={() => onState(undefined)}>{t("goldenPaths.anyState")}</Button> : undefined}
        />
      ) : (
        <PlainTable label={label} columns={columns} items={found} keyOf={(one) => `${one.owner}/${one.name}`} row={(one) => <Row pipeline={one} labels={columns} />} />
      )}
      <MoreButton shown={pipelines.hasNextPage} loading={pipelines.isFetchingNextPage} onClick={() => void pipelines.fetchNextPage()} />
    </section>
  );
}
