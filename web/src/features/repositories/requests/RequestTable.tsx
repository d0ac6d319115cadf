import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { listChangeRequests } from "@/api/changeRequests";
import type { ChangeRequestFilter } from "@/api/changeRequests";
import type { Whose } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { Branches, RequestState } from "./state";

type Props = { /** Null for those of all repositories. */ whose: Whose | null; filter: ChangeRequestFilter; label: string; empty: ReactNode };

/** Change requests that a filter admits, the newest first. */
export function RequestTable({ whose, filter, label, empty }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["changeRequests", whose ? `${whose.owner}/${whose.name}` : null, filter],
    queryFn: ({ pageParam, signal }) => listChangeRequests(whose, filter, pageParam, undefined, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const requests = data?.pages.flatMap((page) => page.changeRequests);
  if (error && !requests) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (requests?.length === 0) return empty;
  const columns = [t("changeRequests.one"), t("changeRequests.state"), t("changeRequests.branches"), t("changeRequests.author"), t("changeRequests.opened")];
  return (
    <section className="card">
      <PlainTable
        label={label}
        columns={columns}
        items={requests}
        keyOf={(one) => String(one.id)}
        lastRight
        row={(one) => (
          <>
            <td>
              <Link className="strong name" style={{ overflowWrap: "anywhere" }} to="/repositories/$owner/$name/change-requests/$number" params={{ owner: one.owner, name: one.repository, number: String(one.number) }}>
                {one.title}
              </Link>
              <p className="small quiet">{whose ? `#${one.number}` : `${one.owner}/${one.repository} #${one.number}`}</p>
            </td>
            <td>
              <RequestState state={one.state} />
            </td>
            <td data-label={columns[2]}>
              <Branches source={one.source} target={one.target} />
            </td>
            <td data-label={columns[3]} className="muted">
              {one.author}
            </td>
            <td data-label={columns[4]} className="muted nowrap" style={{ textAlign: "right" }}>
              <Ago at={one.createdAt} />
            </td>
          </>
        )}
      />
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}
