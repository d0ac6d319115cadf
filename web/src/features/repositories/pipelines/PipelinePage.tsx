import { Button } from "@mantine/core";
import { IconPlayerStop, IconRefresh, IconRoute } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelPipeline, isOpen, readPipeline, retryPipeline } from "@/api/pipelines";
import type { Pipeline, PipelineStage } from "@/api/pipelines";
import { Ago } from "@/components/Ago";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { duration } from "@/lib/time";
import { CommitId } from "../CommitList";
import { keyOf, repositoryQuery } from "../useRepository";
import { PipelineLog } from "./PipelineLog";
import { PipelineMark, stageLooks } from "./marks";

function Stages({ stages, shown, onShow }: { stages: PipelineStage[]; shown: string | null; onShow: (stage: string | null) => void }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t("pipelines.stages")}>
      <header>
        <h2>{t("pipelines.stages")}</h2>
      </header>
      <ol className="line in" style={{ paddingLeft: 48 }}>
        {stages.map(({ name, outcome, message, publishes, container, startedAt, endedAt }) => {
          const { tone, Icon } = stageLooks[outcome];
          return (
            <li key={name}>
              <span className={`dot ${tone}`} aria-hidden="true">
                <Icon className={outcome === "RUNNING" ? "turning" : undefined} />
              </span>
              <div className="row">
                <button type="button" className="link-button strong" aria-pressed={shown === name} title={t("pipelines.onlyThis")} onClick={() => onShow(shown === name ? null : name)}>
                  {name}
                </button>
                {startedAt ? <span className="push small quiet">{endedAt ? duration(startedAt, endedAt) : <Ago at={startedAt} />}</span> : null}
              </div>
              {publishes || container ? (
                <p className="small muted" style={{ overflowWrap: "anywhere" }}>
                  {publishes ? t("pipelines.publishes", { image: publishes }) : t("pipelines.inContainer", { image: container })}
                </p>
              ) : null}
              <p className="small quiet" style={{ overflowWrap: "anywhere" }}>
                {message || t(`pipelines.outcome.${outcome}`)}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Acts({ pipeline, whose, onChanged }: { pipeline: Pipeline; whose: { owner: string; name: string }; onChanged: (pipeline: Pipeline) => void }) {
  const { t } = useTranslation();
  const { data: repository } = useQuery(repositoryQuery(whose));
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  if (!repository?.mayWrite) return null;
  const act = async (what: typeof cancelPipeline) => {
    setBusy(true);
    setError(null);
    try {
      onChanged(await what(whose, pipeline.id));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {isOpen(pipeline) ? (
        <Button color="red" leftSection={<IconPlayerStop size={16} stroke={1.5} />} loading={busy} onClick={() => void act(cancelPipeline)}>
          {t("pipelines.cancel")}
        </Button>
      ) : (
        <Button leftSection={<IconRefresh size={16} stroke={1.5} />} loading={busy} onClick={() => void act(retryPipeline)}>
          {t("pipelines.again")}
        </Button>
      )}
      <ErrorNote error={error} />
    </>
  );
}

/** One pipeline: its stages, and what they print while they do. */
export function PipelinePage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { owner, name, pipeline: id } = useParams({ from: "/inside/repositories/$owner/$name/pipelines/$pipeline" });
  const [shown, setShown] = useState<string | null>(null);
  const whose = { owner, name };
  const key = [...keyOf(whose), "pipelines", id];
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => readPipeline(whose, id), refetchInterval: ({ state }) => (state.data && !isOpen(state.data) ? false : 1000) });
  if (error && !data) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageBones />;
  const changed = async (pipeline: Pipeline) => {
    if (pipeline.id === id) {
      client.setQueryData(key, pipeline);
    } else {
      await navigate({ to: "/repositories/$owner/$name/pipelines/$pipeline", params: { ...whose, pipeline: pipeline.id } });
    }
  };
  return (
    <div className="stretch">
      <PageHead
        title={t("pipelines.titleOf", { branch: data.branch, commit: data.commit.slice(0, 10) })}
        lined
        crest={<IconRoute size={20} stroke={1.5} />}
        mark={<PipelineMark state={data.state} />}
        below={
          <div className="meta">
            <Link className="link" to="/repositories/$owner/$name/pipelines" params={whose}>
              {owner}/{name}
            </Link>
            <Link to="/repositories/$owner/$name/commits/$commit" params={{ ...whose, commit: data.commit }}>
              <CommitId id={data.commit} />
            </Link>
            <span>{data.createdBy}</span>
            <Ago at={data.createdAt} />
            {data.startedAt && data.endedAt ? <span>{duration(data.startedAt, data.endedAt)}</span> : null}
          </div>
        }
        actions={<Acts pipeline={data} whose={whose} onChanged={(pipeline) => void changed(pipeline)} />}
      />
      <div className="body">
        {data.state === "FAILURE" ? (
          <p className="note bad" role="status" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {data.message}
          </p>
        ) : null}
        {data.stages.length > 0 ? (
          <div className="cols">
            <div className="stack s4">
              <Stages stages={data.stages} shown={shown} onShow={setShown} />
            </div>
            <div className="stack s8">
              <PipelineLog key={id} whose={whose} id={id} open={isOpen(data)} stage={shown} onAll={() => setShown(null)} />
            </div>
          </div>
        ) : null}
      </div>
    </div>
  );
}
