import { Button, SegmentedControl } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listResources } from "@/api/resources";
import type { ResourceFilter, ResourceLine } from "@/api/resources";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PageHead } from "@/components/PageHead";
import { PlainTable } from "@/components/PlainTable";
import { ResourceStateBadge } from "@/components/resource/ResourceStateBadge";
import { TeamMark } from "@/components/TeamMark";
import { measured, money } from "@/lib/amounts";
import type { ResourcesShow } from "@/lib/search";

const filters: Record<ResourcesShow, ResourceFilter> = { all: {}, complaining: { complaining: true }, drifted: { drifted: true }, expiring: { expiring: true } };
const shows = Object.keys(filters) as ResourcesShow[];

function Cells({ one }: { one: ResourceLine }) {
  const { t } = useTranslation();
  const size = Object.entries(one.measures).find(([metric]) => metric.endsWith("Bytes"));
  return (
    <>
      <td>
        <Link className="link strong" to="/catalog/$blueprint/$entity" params={{ blueprint: "resource", entity: one.identifier }}>
          {one.identifier}
        </Link>
        <div className="small quiet">{one.type}</div>
      </td>
      <td data-label={t("resources.stateTitle")}>
        <div>
          <ResourceStateBadge resource={one} />
        </div>
      </td>
      <td data-label={t("resources.team")}>
        <div>
          <span className="badge">
            <TeamMark name={one.team} />
            {one.team}
          </span>
        </div>
      </td>
      <td data-label={t("resources.server")} className="muted">
        {one.server}
      </td>
      <td data-label={t("resources.size")} style={{ textAlign: "right" }}>
        {size ? measured(size[0], size[1]) : "–"}
      </td>
      <td data-label={t("resources.price")} style={{ textAlign: "right" }}>
        {one.monthly !== null && one.currency ? money(one.monthly, one.currency) : "–"}
      </td>
      <td data-label={t("resources.ends")} className="muted" style={{ textAlign: "right" }}>
        {one.expiresAt ? <Ago at={one.expiresAt} /> : "–"}
      </td>
    </>
  );
}

function Nothing({ show }: { show: ResourcesShow }) {
  const { t } = useTranslation();
  const all = show === "all";
  return (
    <EmptyState
      icon={<IconDatabase size={20} stroke={1.5} />}
      title={t(all ? "resources.none" : "resources.noneSuch")}
      why={t(all ? "resources.noneWhy" : "resources.noneSuchWhy")}
      action={
        all ? (
          <Button component={Link} to="/builder/resources/servers" variant="filled">
            {t("resources.toServers")}
          </Button>
        ) : undefined
      }
    />
  );
}

/** Every resource, and those that somebody has to look at. */
export function AllResourcesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/builder/resources/" });
  const { show = "all" } = useSearch({ from: "/inside/builder/resources/" });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["resources", show],
    queryFn: ({ pageParam, signal }) => listResources(filters[show], pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = data?.pages.flatMap((page) => page.resources);
  return (
    <div className="stretch">
      <PageHead title={t("builder.sections.resources")} lead={t("resources.lead")} lined />
      <div className="toolbar">
        <SegmentedControl
          role="radiogroup"
          aria-label={t("resources.show")}
          value={show}
          onChange={(next) => void navigate({ search: { show: next === "all" ? undefined : (next as ResourcesShow) } })}
          data={shows.map((one) => ({ value: one, label: t(`resources.shows.${one}`) }))}
        />
      </div>
      {error && !rows ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {rows?.length === 0 ? <Nothing show={show} /> : null}
      {!error && rows?.length !== 0 ? (
        <div className="body">
          <section className="card">
            <PlainTable
              label={t("builder.sections.resources")}
              columns={[t("resources.resource"), t("resources.stateTitle"), t("resources.team"), t("resources.server"), t("resources.size"), t("resources.price"), t("resources.ends")]}
              items={rows}
              keyOf={(one) => one.id}
              numbers={[4, 5, 6]}
              row={(one) => <Cells one={one} />}
            />
            <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
          </section>
        </div>
      ) : null}
    </div>
  );
}
