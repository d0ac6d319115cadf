import { Button } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { proposePipeline, readFittedPipeline } from "@/api/goldenPaths";
import type { FittedPipeline } from "@/api/goldenPaths";
import { ErrorNote } from "@/components/ErrorState";
import { PipelineStandingMark } from "@/components/PipelineStandingMark";
import { ClashList } from "./ClashList";
import { RequestButton } from "./place";
import type { GoldenPlace } from "./place";

/** What somebody who may write can ask for; beside other workflows, too, which is why it says so. */
const asking = ({ state, reason }: FittedPipeline) => (state === "CONFLICT" ? "over" : state === "CLOSED" || state === "REMOVED" ? "again" : state === "OWN" && reason !== null ? "beside" : null);

function Facts({ pipeline }: { pipeline: FittedPipeline }) {
  const { t } = useTranslation();
  return (
    <dl className="dl">
      {pipeline.service === null ? null : (
        <>
          <dt>{t("goldenPaths.pipeline.service")}</dt>
          <dd>
            <Link className="link" to="/deliveries/$service" params={{ service: pipeline.service }}>
              {pipeline.service}
            </Link>
          </dd>
        </>
      )}
      <dt>{t("goldenPaths.pipeline.runsOn")}</dt>
      <dd>{t(`goldenPaths.pipeline.system.${pipeline.system}`)}</dd>
      <dt>{t("goldenPaths.pipeline.file")}</dt>
      <dd>
        <code>{pipeline.file}</code>
      </dd>
      <dt>{t("goldenPaths.version")}</dt>
      <dd>{pipeline.version ? <code>{pipeline.version.slice(0, 8)}</code> : t("goldenPaths.pipeline.notYet")}</dd>
      <dt>{t("goldenPaths.newest")}</dt>
      <dd>
        <code>{pipeline.newest.slice(0, 8)}</code>
      </dd>
    </dl>
  );
}

function Proposal({ place, pipeline }: { place: GoldenPlace; pipeline: FittedPipeline }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: () => proposePipeline(place.repository),
    onSuccess: async (now) => {
      client.setQueryData([...place.key, "golden-path", "pipeline"], now);
      await client.invalidateQueries({ queryKey: ["golden-paths"] });
    },
  });
  const label = asking(pipeline);
  return (
    <>
      {ask.error ? <ErrorNote error={ask.error} onRetry={() => ask.mutate()} /> : null}
      <div className="row wrap">
        {pipeline.changeRequest === null ? null : <RequestButton place={place} number={pipeline.changeRequest} label={t("goldenPaths.pipeline.look", { number: pipeline.changeRequest })} isNext={pipeline.state === "PROPOSED"} />}
        {place.mayWrite && label ? (
          <Button variant="filled" loading={ask.isPending} onClick={() => ask.mutate()}>
            {t(`goldenPaths.pipeline.${label}`)}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** How the pipeline of a repository stands to the golden path. */
export function PipelineCard({ place }: { place: GoldenPlace }) {
  const { t } = useTranslation();
  const { data: pipeline, error, refetch } = useQuery({ queryKey: [...place.key, "golden-path", "pipeline"], queryFn: () => readFittedPipeline(place.repository) });
  if (pipeline === undefined && !error) return null;
  return (
    <>
      <section className="card" aria-labelledby="fitted-pipeline">
        <header>
          <h2 id="fitted-pipeline">{t("goldenPaths.pipeline.one")}</h2>
          {pipeline ? (
            <span className="push">
              <PipelineStandingMark state={pipeline.state} />
            </span>
          ) : null}
        </header>
        <div className="in stack" style={{ gap: 16 }}>
          {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
          {pipeline === null ? <p className="muted">{place.changeRequestUrl ? t("goldenPaths.pipeline.noneOutside") : t("goldenPaths.pipeline.noService")}</p> : null}
          {pipeline ? (
            <>
              <p className="muted">{t(`goldenPaths.pipeline.means.${pipeline.state}`)}</p>
              {pipeline.reason && pipeline.state !== "CONFLICT" ? (
                <div className="note">
                  <IconInfoCircle size={16} stroke={1.5} aria-hidden="true" />
                  <p>{pipeline.reason}</p>
                </div>
              ) : null}
              <Facts pipeline={pipeline} />
              <Proposal place={place} pipeline={pipeline} />
            </>
          ) : null}
        </div>
      </section>
      {pipeline && pipeline.clashes.length > 0 ? <ClashList clashes={pipeline.clashes} id="pipeline-clashes" /> : null}
    </>
  );
}
