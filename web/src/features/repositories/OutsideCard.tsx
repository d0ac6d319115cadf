import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listExternalRepositories } from "@/api/gitHosts";
import type { ExternalFilter } from "@/api/gitHosts";
import { ErrorNote } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { TeamName } from "@/components/TeamMark";

/** Repositories at Git hosts that Fairway works with. Not there where there are none. */
export function OutsideCard({ filter }: { filter: ExternalFilter }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["external-repositories", "list", filter],
    queryFn: ({ pageParam, signal }) => listExternalRepositories(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const repositories = data?.pages.flatMap((page) => page.repositories) ?? [];
  const columns = [t("repositories.repository"), t("repositories.owner")];
  if (repositories.length === 0 && !error) return null;
  return (
    <section className="card" aria-labelledby="outside">
      <header>
        <h2 id="outside">{t("repositories.outside")}</h2>
      </header>
      {error ? (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      ) : (
        <PlainTable
          label={t("repositories.outside")}
          columns={columns}
          items={repositories}
          keyOf={(one) => one.id}
          row={(one) => (
            <>
              <td>
                <Link to="/external-repositories/$id" params={{ id: one.id }} className="name">
                  <span className="muted">{one.host}:</span>
                  <span className="strong">{one.path}</span>
                </Link>
              </td>
              <td data-label={columns[1]} className="muted">
                <TeamName name={one.team} />
              </td>
            </>
          )}
        />
      )}
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}
