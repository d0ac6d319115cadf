import { Button, Skeleton } from "@mantine/core";
import { IconFileSearch, IconX } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listCommits } from "@/api/repositories";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { CommitList } from "./CommitList";
import { EmptyRepository } from "./EmptyRepository";
import { RefPicker } from "./RefPicker";
import { keyOf, useRepository } from "./useRepository";

/** The commits of a branch, or those that changed one path. */
export function CommitsPage() {
  const { t } = useTranslation();
  const repository = useRepository();
  const { ref, path } = useSearch({ from: "/inside/repositories/$owner/$name/commits" });
  const navigate = useNavigate({ from: "/repositories/$owner/$name/commits" });
  const at = ref ?? repository.defaultBranch;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keyOf(repository), "commits", at, path ?? ""],
    queryFn: ({ pageParam, signal }) => listCommits(repository, { ref: at, path }, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: repository.pushedAt !== null,
  });
  if (repository.pushedAt === null) return <EmptyRepository repository={repository} />;
  const commits = data?.pages.flatMap((page) => page.commits);
  return (
    <div className="body">
      <div className="row wrap">
        <RefPicker value={at} label={t("repositories.ref")} onChange={(next) => void navigate({ search: (before) => ({ ...before, ref: next === repository.defaultBranch ? undefined : next }) })} />
        {path ? (
          <span className="chip">
            {t("repositories.ofPath")} <code style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>{path}</code>
            <button type="button" className="chip-open" aria-label={t("repositories.allPaths")} onClick={() => void navigate({ search: { ref } })}>
              <IconX size={14} stroke={1.5} />
            </button>
          </span>
        ) : null}
      </div>
      {error && !commits ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {commits?.length === 0 ? (
        <EmptyState
          icon={<IconFileSearch size={20} stroke={1.5} />}
          title={t("repositories.noCommits")}
          why={t("repositories.noCommitsWhy", { path, ref: at })}
          action={<Button onClick={() => void navigate({ search: { ref } })}>{t("repositories.allPaths")}</Button>}
        />
      ) : null}
      {!error && commits?.length !== 0 ? (
        <section className="card" aria-label={t("repositories.tabs.commits")}>
          {commits ? (
            <CommitList commits={commits} />
          ) : (
            <div className="in" aria-busy="true">
              <Skeleton height={160} />
            </div>
          )}
          <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
        </section>
      ) : null}
    </div>
  );
}
