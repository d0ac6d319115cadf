import { Button, SegmentedControl, Select } from "@mantine/core";
import { IconCalendarEvent, IconFilterOff, IconHeartBroken, IconPlus, IconRocket, IconVectorBezier2 } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTeams } from "@/api/access";
import { listDeliveries, listEnvironments } from "@/api/deliveries";
import type { ServiceLine, ServicePlace } from "@/api/deliveries";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PageHead } from "@/components/PageHead";
import { PlainTable } from "@/components/PlainTable";
import { TeamName } from "@/components/TeamMark";
import { isUnderWay, useMayDeliver } from "@/lib/deliveries";
import { useSession } from "@/lib/session";
import { formatNumber } from "@/lib/time";
import { MeasuresCard } from "./MeasuresCard";
import { NewServiceDialog } from "./NewServiceDialog";
import { ReleaseStateMark } from "@/components/ReleaseMark";
import { useReleasesFreshness } from "./useReleasesFreshness";
import classes from "./Deliveries.module.css";

const icon = { size: 20, stroke: 1.5 };

/** What runs in an environment, and what is on its way there. */
function Place({ place }: { place: ServicePlace | undefined }) {
  const { t } = useTranslation();
  if (!place || (!place.newest && !place.live)) return <span className="quiet">–</span>;
  const isOther = place.newest !== place.live && isUnderWay(place.state);
  const shown = [...(place.live || !isOther ? [place.live ?? "–"] : []), ...(isOther ? [place.newest ?? "–"] : [])].join(" → ");
  return (
    <span className="row tight" style={{ flexWrap: "nowrap" }}>
      <ReleaseStateMark state={place.state} bare />
      <code className={`cut ${classes["tag"]}`} title={shown}>
        {shown}
      </code>
      {place.drifted > 0 ? (
        <span className={classes["drifted"]} title={t("deliveries.drift.drifted", { count: place.drifted, number: formatNumber(place.drifted) })}>
          <IconVectorBezier2 size={14} stroke={1.5} role="img" aria-label={t("deliveries.drift.drifted", { count: place.drifted, number: formatNumber(place.drifted) })} />
        </span>
      ) : null}
      {place.isUnwell ? (
        <span className={classes["failure"]} title={t("deliveries.drift.unwell")}>
          <IconHeartBroken size={14} stroke={1.5} role="img" aria-label={t("deliveries.drift.unwell")} />
        </span>
      ) : null}
    </span>
  );
}

function Row({ service, environments, labels }: { service: ServiceLine; environments: string[]; labels: string[] }) {
  return (
    <>
      <td className={classes["name"]}>
        <Link className="link strong cut" title={service.name} to="/deliveries/$service" params={{ service: service.name }}>
          {service.name}
        </Link>
        {service.repository ? (
          <div className="small quiet cut" title={service.repository}>
            {service.repository}
          </div>
        ) : null}
      </td>
      <td data-label={labels[1]}>
        <TeamName name={service.team} />
      </td>
      {environments.map((name, at) => (
        <td key={name} data-label={labels[at + 2]}>
          <Place place={service.places.find((one) => one.environment === name)} />
        </td>
      ))}
    </>
  );
}

/** The services that are delivered, and what of them runs where. */
export function DeliveriesPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/inside/deliveries" });
  const navigate = useNavigate({ from: "/deliveries" });
  const mine = useSession().user.teams;
  const mayDeliver = useMayDeliver();
  const [adding, setAdding] = useState(false);
  useReleasesFreshness();
  const isOfMine = search.team === undefined ? mine.length > 0 : mine.includes(search.team);
  const show = search.show ?? (isOfMine ? "mine" : "all");
  const filter = { team: search.team, mine: show === "mine" && !search.team ? true : undefined, drifted: search.drifted };
  const environments = useQuery({ queryKey: ["environments"], queryFn: listEnvironments });
  const { data: teams = [] } = useQuery({ queryKey: ["teams"], queryFn: listTeams, staleTime: 60_000 });
  const services = useInfiniteQuery({
    queryKey: ["deliveries", "list", filter],
    queryFn: ({ pageParam, signal }) => listDeliveries(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const last = environments.data?.at(-1);
  const lines = services.data?.pages.flatMap((page) => page.services);
  const error = services.error ?? environments.error;
  const isBroken = error !== null && (!lines || !environments.data);
  const choices = show === "mine" ? mine : teams.map((one) => one.name);
  const columns = [t("deliveries.service"), t("deliveries.team"), ...(environments.data ?? []).map((one) => one.title)];
  const add = mayDeliver ? (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setAdding(true)}>
      {t("deliveries.add")}
    </Button>
  ) : undefined;
  const isNarrowed = search.team !== undefined || search.drifted === true || show === "mine";
  const all = <Button onClick={() => void navigate({ search: { show: "all" } })}>{t("deliveries.showAll")}</Button>;
  return (
    <div className="stretch">
      <PageHead title={t("nav.deliveries")} lead={t("deliveries.lead")} lined actions={
          lines?.length === 0 && !isNarrowed ? undefined : (
            <>
              <Button component={Link} to="/release-calendar" leftSection={<IconCalendarEvent size={16} stroke={1.5} />}>
                {t("calendar.title")}
              </Button>
              {add}
            </>
          )
        }
      />
      {lines?.length === 0 && !isNarrowed ? null : (
        <div className="toolbar">
          {mine.length > 0 ? (
            <SegmentedControl
              role="radiogroup"
              aria-label={t("deliveries.show")}
              value={show}
              onChange={(next) => void navigate({ search: { show: next as "mine" | "all", drifted: search.drifted } })}
              data={(["mine", "all"] as const).map((one) => ({ value: one, label: t(`deliveries.shows.${one}`) }))}
            />
          ) : null}
          {choices.length > 1 || search.team ? (
            <Select
              aria-label={t("deliveries.team")}
              placeholder={t("deliveries.anyTeam")}
              data={[...new Set([...choices, ...(search.team ? [search.team] : [])])]}
              value={search.team ?? null}
              clearable
              searchable={choices.length > 8}
              className={classes["choice"] ?? ""}
              onChange={(team) => void navigate({ search: { ...search, team: team ?? undefined } })}
            />
          ) : null}
          <Button aria-pressed={search.drifted === true} variant={search.drifted ? "filled" : "default"} leftSection={<IconVectorBezier2 size={14} stroke={1.5} />} onClick={() => void navigate({ search: { ...search, drifted: search.drifted ? undefined : true } })}>
            {t("deliveries.drift.only")}
          </Button>
        </div>
      )}
      {isBroken ? <ErrorState error={error} onRetry={() => void Promise.all([services.refetch(), environments.refetch()])} /> : null}
      {lines?.length === 0 && !isBroken ? (
        isNarrowed ? (
          <EmptyState icon={<IconFilterOff {...icon} />} title={t("deliveries.noneOfThese")} why={t("deliveries.noneOfTheseWhy")} action={<>{add}{all}</>} />
        ) : (
          <EmptyState icon={<IconRocket {...icon} />} title={t("deliveries.none")} why={t(mayDeliver ? "deliveries.noneWhy" : "deliveries.noneNoTeam")} action={add} />
        )
      ) : null}
      {!isBroken && lines?.length !== 0 ? (
        <div className="body">
          {last ? <MeasuresCard environment={last} filter={filter} /> : null}
          <section className="card">
            <PlainTable
              label={t("nav.deliveries")}
              columns={columns}
              items={environments.data ? lines : undefined}
              keyOf={(one) => one.name}
              row={(one) => <Row service={one} environments={(environments.data ?? []).map(({ name }) => name)} labels={columns} />}
            />
            <MoreButton shown={services.hasNextPage} loading={services.isFetchingNextPage} onClick={() => void services.fetchNextPage()} />
          </section>
        </div>
      ) : null}
      {adding ? <NewServiceDialog team={search.team ?? mine[0]} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}
