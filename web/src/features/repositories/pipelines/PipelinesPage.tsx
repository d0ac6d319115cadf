import { Button } from "@mantine/core";
import { IconPlayerPlay, IconRouteOff, IconRoute } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginPipeline, isOpen, listPipelines } from "@/api/pipelines";
import type { Repository } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { duration } from "@/lib/time";
import { CommitId } from "../CommitList";
import { keyOf, useRepository } from "../useRepository";
import { PipelineMark, StageRow } from "./marks";

const example = `stages:
  - name: test
    run: ./mvnw -B verify
    junit: target/surefire-reports/*.xml`;

function FirstPipeline() {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="first-pipeline">
      <header>
        <IconRoute size={16} stroke={1.5} aria-hidden="true" />
        <h2 id="first-pipeline">{t("pipelines.emptyTitle")}</h2>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        <p className="muted">{t("pipelines.emptyWhy")}</p>
        <div className="code">
          <pre>{example}</pre>
          <CopyButton value={`${example}\n`} label={t("pipelines.copyExample")} />
        </div>
      </div>
    </section>
  );
}

function Begin({ repository }: { repository: Repository }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    setError(null);
    try {
      const { id } = await beginPipeline(repository);
      await navigate({ to: "/repositories/$owner/$name/pipelines/$pipeline", params: { owner: repository.owner, name: repository.name, pipeline: id } });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="row">
        <Button leftSection={<IconPlayerPlay size={16} stroke={1.5} />} loading={busy} onClick={() => void begin()}>
          {t("pipelines.begin", { branch: repository.defaultBranch })}
        </Button>
      </div>
      <ErrorNote error={error} />
    </>
  );
}

/** What was done with the commits of a repository. */
export function PipelinesPage() {
  const { t } = useTranslation();
  const repository = useRepository();
  const { owner, name } = repository;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keyOf(repository), "pipelines"],
    queryFn: ({ pageParam, signal }) => listPipelines(repository, undefined, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.pipelines.some(isOpen) ? 2000 : 15_000),
  });
  const pipelines = data?.pages.flatMap((page) => page.pipelines);
  const isOn = data?.pages[0]?.isOn ?? true;
  const columns = [t("pipelines.one"), t("pipelines.stages"), t("repositories.branch"), t("pipelines.commit"), t("pipelines.begun"), t("pipelines.took")];
  if (error && !pipelines) {
    return (
      <div className="body">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!isOn && pipelines?.length === 0) return <EmptyState icon={<IconRouteOff size={20} stroke={1.5} />} title={t("pipelines.offTitle")} why={t("pipelines.offWhy")} />;
  return (
    <div className="body">
      {isOn && repository.mayWrite && repository.pushedAt ? <Begin repository={repository} /> : null}
      {pipelines?.length === 0 ? (
        <FirstPipeline />
      ) : (
        <section className="card" aria-busy={!pipelines}>
          <PlainTable
            label={t("pipelines.title")}
            columns={columns}
            items={pipelines}
            keyOf={(one) => one.id}
            row={(one) => (
              <>
                <td>
                  <Link className="name" to="/repositories/$owner/$name/pipelines/$pipeline" params={{ owner, name, pipeline: one.id }} aria-label={t("pipelines.named", { commit: one.commit.slice(0, 10), state: t(`pipelines.state.${one.state}`) })}>
                    <PipelineMark state={one.state} />
                  </Link>
                </td>
                <td data-label={columns[1]}>{one.stages.length > 0 ? <StageRow stages={one.stages} /> : <span className="quiet">{one.message}</span>}</td>
                <td data-label={columns[2]}>
                  <span className="ref">{one.branch}</span>
                </td>
                <td data-label={columns[3]}>
                  <Link to="/repositories/$owner/$name/commits/$commit" params={{ owner, name, commit: one.commit }}>
                    <CommitId id={one.commit} />
                  </Link>
                </td>
                <td data-label={columns[4]} className="muted">
                  <Ago at={one.createdAt} />
                </td>
                <td data-label={columns[5]} className="muted nowrap">
                  {one.startedAt && one.endedAt ? duration(one.startedAt, one.endedAt) : "–"}
                </td>
              </>
            )}
          />
          <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
        </section>
      )}
    </div>
  );
}
