import { Button } from "@mantine/core";
import { IconGitPullRequest, IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { proposePipeline, readFittedPipeline } from "@/api/goldenPaths";
import type { FittedPipeline } from "@/api/goldenPaths";
import type { Repository } from "@/api/repositories";
import { ErrorNote } from "@/components/ErrorState";
import { PipelineStandingMark } from "@/components/PipelineStandingMark";
import { ClashList } from "./ClashList";
import { keyOf } from "./useRepository";

const asked: readonly string[] = ["CLOSED", "CONFLICT", "REMOVED"];

function Facts({ pipeline }: { pipeline: FittedPipeline }) {
  const { t } = useTranslation();
  return (
    <dl className="dl">
      <dt>{t("goldenPaths.pipeline.service")}</dt>
      <dd>
        <Link className="link" to="/deliveries/$service" params={{ service: pipeline.service }}>
          {pipeline.service}
        </Link>
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

function Proposal({ repository, pipeline }: { repository: Repository; pipeline: FittedPipeline }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: () => proposePipeline(repository),
    onSuccess: async (now) => {
      client.setQueryData([...keyOf(repository), "golden-path", "pipeline"], now);
      await client.invalidateQueries({ queryKey: ["golden-paths"] });
    },
  });
  const isProposed = pipeline.state === "PROPOSED";
  return (
    <>
      {ask.error ? <ErrorNote error={ask.error} onRetry={() => ask.mutate()} /> : null}
      <div className="row wrap">
        {pipeline.changeRequest === null ? null : (
          <Button
            variant={isProposed ? "filled" : "default"}
            leftSection={<IconGitPullRequest size={16} stroke={1.5} />}
            renderRoot={(props) => <Link {...props} to="/repositories/$owner/$name/change-requests/$number" params={{ owner: repository.owner, name: repository.name, number: String(pipeline.changeRequest) }} />}
          >
            {t("goldenPaths.pipeline.look", { number: pipeline.changeRequest })}
          </Button>
        )}
        {repository.mayWrite && asked.includes(pipeline.state) ? (
          <Button variant="filled" loading={ask.isPending} onClick={() => ask.mutate()}>
            {t(pipeline.state === "CONFLICT" ? "goldenPaths.pipeline.over" : "goldenPaths.pipeline.again")}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** How the pipeline of a repository stands to the golden path. */
export function PipelineCard({ repository }: { repository: Repository }) {
  const { t } = useTranslation();
  const { data: pipeline, error, refetch } = useQuery({ queryKey: [...keyOf(repository), "golden-path", "pipeline"], queryFn: () => readFittedPipeline(repository) });
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
          {pipeline === null ? <p className="muted">{t("goldenPaths.pipeline.noService")}</p> : null}
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
              <Proposal repository={repository} pipeline={pipeline} />
            </>
          ) : null}
        </div>
      </section>
      {pipeline && pipeline.clashes.length > 0 ? <ClashList clashes={pipeline.clashes} id="pipeline-clashes" /> : null}
    </>
  );
}
