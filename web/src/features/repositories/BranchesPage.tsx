import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFilterOff, IconGitPullRequest, IconSearch, IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteBranch, listBranches } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { say } from "@/components/toast";
import { EmptyRepository } from "./EmptyRepository";
import { keyOf, useRepository } from "./useRepository";

/** Branches with their newest commits. */
export function BranchesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const repository = useRepository();
  const { owner, name } = repository;
  const { q } = useSearch({ from: "/inside/repositories/$owner/$name/branches" });
  const navigate = useNavigate({ from: "/repositories/$owner/$name/branches" });
  const [deleting, setDeleting] = useState<string | null>(null);
  const [part] = useDebouncedValue(q, 200);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keyOf(repository), "branches", part ?? ""],
    queryFn: ({ pageParam, signal }) => listBranches(repository, part, pageParam, undefined, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: repository.pushedAt !== null,
  });
  if (repository.pushedAt === null) return <EmptyRepository repository={repository} />;
  const branches = data?.pages.flatMap((page) => page.branches);
  const columns = [t("repositories.branch"), t("repositories.lastCommit"), t("repositories.changed"), t("common.actions")];
  return (
    <div className="body">
      <TextInput
        aria-label={t("repositories.searchBranches")}
        placeholder={t("repositories.searchBranches")}
        leftSection={<IconSearch size={16} stroke={1.5} />}
        value={q ?? ""}
        style={{ maxWidth: 320 }}
        onChange={(event) => void navigate({ search: { q: event.currentTarget.value || undefined }, replace: true })}
      />
      {error && !branches ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {branches?.length === 0 ? (
        part ? (
          <EmptyState icon={<IconFilterOff size={20} stroke={1.5} />} title={t("repositories.noBranchMatch", { q: part })} why={t("repositories.noMatchWhy")} action={<Button onClick={() => void navigate({ search: {} })}>{t("repositories.allBranches")}</Button>} />
        ) : (
          <EmptyRepository repository={repository} />
        )
      ) : null}
      {!error && branches?.length !== 0 ? (
        <section className="card">
          <PlainTable
            label={t("repositories.tabs.branches")}
            columns={columns}
            items={branches}
            keyOf={(one) => one.name}
            lastRight
            row={(one) => (
              <>
                <td>
                  <span className="row wrap">
                    <Link className="ref" style={{ whiteSpace: "normal", overflowWrap: "anywhere" }} to="/repositories/$owner/$name" params={{ owner, name }} search={{ ref: one.name === repository.defaultBranch ? undefined : one.name }}>
                      {one.name}
                    </Link>
                    {one.name === repository.defaultBranch ? <span className="badge accent">{t("repositories.default")}</span> : null}
                  </span>
                </td>
                <td className="muted">
                  <Link className="name gist" title={one.commit.subject} to="/repositories/$owner/$name/commits/$commit" params={{ owner, name, commit: one.commit.id }}>
                    {one.commit.subject}
                  </Link>
                </td>
                <td data-label={columns[2]} className="muted nowrap">
                  <Ago at={one.commit.at} />
                </td>
                <td className="nowrap" style={{ textAlign: "right" }}>
                  {one.name === repository.defaultBranch ? null : (
                    <span className="row tight" style={{ justifyContent: "flex-end" }}>
                      <Button
                        size="xs"
                        leftSection={<IconGitPullRequest size={14} stroke={1.5} />}
                        aria-label={t("changeRequests.newFrom", { branch: one.name })}
                        renderRoot={(props) => <Link {...props} to="/repositories/$owner/$name/change-requests" params={{ owner, name }} search={{ open: one.name }} />}
                      >
                        {t("changeRequests.one")}
                      </Button>
                      {repository.mayWrite ? (
                        <ActionIcon size="xs" aria-label={t("common.removeNamed", { name: one.name })} onClick={() => setDeleting(one.name)}>
                          <IconTrash size={16} stroke={1.5} />
                        </ActionIcon>
                      ) : null}
                    </span>
                  )}
                </td>
              </>
            )}
          />
          <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
        </section>
      ) : null}
      {deleting !== null ? (
        <ConfirmDialog
          title={t("repositories.deleteBranch", { branch: deleting })}
          action={t("common.delete")}
          onConfirm={async () => {
            await deleteBranch(repository, deleting);
            await client.invalidateQueries({ queryKey: keyOf(repository) });
            say(t("repositories.branchGone", { branch: deleting }));
          }}
          onClose={() => setDeleting(null)}
        >
          <p>{t("repositories.deleteBranchWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
