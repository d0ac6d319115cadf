import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFilterOff, IconGitBranch, IconGitPullRequest, IconPlus, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listRepositories } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PageHead } from "@/components/PageHead";
import { PlainTable } from "@/components/PlainTable";
import { TeamName } from "@/components/TeamMark";
import { useIsAdmin, useSession } from "@/lib/session";
import { NewRepository } from "./NewRepository";
import { OutsideCard } from "./OutsideCard";

const icon = { size: 20, stroke: 1.5 };

/** Repositories of my teams, or of everybody. */
export function RepositoriesPage() {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const { teams } = useSession().user;
  const navigate = useNavigate({ from: "/repositories" });
  const search = useSearch({ from: "/inside/repositories" });
  const [creating, setCreating] = useState(false);
  const mine = teams.length > 0 && search.of !== "all";
  const mayCreate = admin || teams.length > 0;
  const [part] = useDebouncedValue(search.q, 200);
  const filter = { q: part, mine: mine || undefined };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["repositories", "list", filter],
    queryFn: ({ pageParam, signal }) => listRepositories(filter, pageParam, undefined, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const repositories = data?.pages.flatMap((page) => page.repositories);
  const columns = [t("repositories.repository"), t("repositories.owner"), t("repositories.pushed")];
  const create = mayCreate ? (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setCreating(true)}>
      {t("repositories.new")}
    </Button>
  ) : undefined;
  const all = <Button onClick={() => void navigate({ search: { of: teams.length > 0 ? "all" : undefined } })}>{t("repositories.showAll")}</Button>;
  const empty = part ? (
    <EmptyState icon={<IconFilterOff {...icon} />} title={t("repositories.noMatch", { q: part })} why={t("repositories.noMatchWhy")} action={all} />
  ) : (
    <EmptyState
      icon={<IconGitBranch {...icon} />}
      title={mine ? t("repositories.noneMine") : t("repositories.none")}
      why={mayCreate ? t("repositories.noneWhy") : t("repositories.noneWhyNoTeam")}
      action={
        <>
          {create}
          {mine ? all : null}
        </>
      }
    />
  );
  return (
    <div className="stretch">
      <PageHead
        title={t("repositories.title")}
        lead={t("repositories.lead")}
        actions={
          <>
            <Button component={Link} to="/change-requests" leftSection={<IconGitPullRequest size={16} stroke={1.5} />}>
              {t("changeRequests.title")}
            </Button>
            {create}
          </>
        }
      />
      <div className="toolbar">
        <TextInput
          aria-label={t("repositories.search")}
          placeholder={t("repositories.search")}
          leftSection={<IconSearch size={16} stroke={1.5} />}
          value={search.q ?? ""}
          style={{ flex: "0 1 320px" }}
          onChange={(event) => void navigate({ search: { ...search, q: event.currentTarget.value || undefined }, replace: true })}
        />
        {teams.length > 0 ? (
          <SegmentedControl
            role="radiogroup"
            aria-label={t("repositories.whose")}
            value={mine ? "mine" : "all"}
            onChange={(next) => void navigate({ search: { ...search, of: next === "all" ? "all" : undefined } })}
            data={[
              { value: "mine", label: t("repositories.ofMyTeams") },
              { value: "all", label: t("common.all") },
            ]}
          />
        ) : null}
      </div>
      <div className="body">
        {error && !repositories ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {repositories?.length === 0 ? empty : null}
        {!error && repositories?.length !== 0 ? (
          <section className="card">
            <PlainTable
              label={t("repositories.title")}
              columns={columns}
              items={repositories}
              keyOf={(one) => `${one.owner}/${one.name}`}
              lastRight
              row={(one) => (
                <>
                  <td>
                    <Link to="/repositories/$owner/$name" params={{ owner: one.owner, name: one.name }} className="name">
                      <span className="muted">{one.owner}/</span>
                      <span className="strong">{one.name}</span>
                    </Link>
                    {one.description ? (
                      <p className="small quiet gist" title={one.description}>
                        {one.description}
                      </p>
                    ) : null}
                  </td>
                  <td data-label={columns[1]} className="muted">
                    <TeamName name={one.owner} />
                  </td>
                  <td data-label={columns[2]} className="muted nowrap" style={{ textAlign: "right" }}>
                    {one.pushedAt ? <Ago at={one.pushedAt} /> : <span className="quiet">{t("repositories.stillEmpty")}</span>}
                  </td>
                </>
              )}
            />
            <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
          </section>
        ) : null}
        <OutsideCard filter={filter} />
      </div>
      {creating ? <NewRepository onClose={() => setCreating(false)} /> : null}
    </div>
  );
}
