import { ActionIcon, Button, SegmentedControl, Select } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconSnowflake } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { listEnvironments, listReleaseDays, listReleasesOfDays } from "@/api/deliveries";
import type { CalendarFilter, FrozenDay, Release, ReleaseDay } from "@/api/deliveries";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PageHead } from "@/components/PageHead";
import { PlainTable } from "@/components/PlainTable";
import { versionOf } from "@/lib/deliveries";
import { useSession } from "@/lib/session";
import { dayAfter, monthAfter, monthOf, today, weeksOf } from "./calendar";
import { KindIcon, ReleaseStateMark } from "@/components/ReleaseMark";
import { useReleasesFreshness } from "./useReleasesFreshness";
import classes from "./Calendar.module.css";

const noon = (day: string) => new Date(`${day}T12:00:00`);
const written = (day: string, style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(i18next.language, style).format(noon(day));
const dayName = (day: string) => written(day, { day: "numeric", month: "long" });
const monthName = (month: string) => written(`${month}-01`, { month: "long", year: "numeric" });

/** A day of the month: how much was released, and what of it did not go well. */
function Cell({ day, month, found, frozen, chosen }: { day: string; month: string; found: ReleaseDay | undefined; /** Where nothing is released. */ frozen: string[]; chosen: boolean }) {
  const { t } = useTranslation();
  const number = Number(day.slice(8));
  if (!day.startsWith(month)) return <td className={classes["other"]} aria-hidden="true" />;
  const parts = found
    ? [t("calendar.day", { day: dayName(day), count: found.releases }), ...(found.failed > 0 ? [t("calendar.dayFailed", { count: found.failed })] : []), ...(found.back > 0 ? [t("calendar.dayBack", { count: found.back })] : [])]
    : [t("calendar.none", { day: dayName(day) })];
  if (frozen.length > 0) parts.push(t("calendar.frozen", { where: frozen.join(", ") }));
  return (
    <td className={day === today() ? classes["today"] : undefined}>
      <Link from="/release-calendar" to="/release-calendar" search={(before) => ({ ...before, day: chosen ? undefined : day })} replace className={classes["day"]} aria-current={chosen ? "date" : undefined}>
        <span className="sr">{parts.join(", ")}</span>
        <span className={classes["number"]} aria-hidden="true">
          {number}
          {frozen.length > 0 ? <IconSnowflake size={14} stroke={1.5} /> : null}
        </span>
        {found ? (
          <>
            <span className={classes["count"]} aria-hidden="true">
              {found.releases}
            </span>
            <span className={classes["notes"]} aria-hidden="true">
              {found.failed > 0 ? <span className={classes["failed"]}>{t("calendar.dayFailed", { count: found.failed })}</span> : null}
              {found.back > 0 ? <span className={classes["back"]}>{t("calendar.dayBack", { count: found.back })}</span> : null}
            </span>
          </>
        ) : null}
      </Link>
    </td>
  );
}

function Month({ month, days, frozen, titles, chosen }: { month: string; days: ReleaseDay[] | undefined; frozen: FrozenDay[]; titles: Map<string, string>; chosen: string | undefined }) {
  const weeks = weeksOf(month);
  const found = new Map(days?.map((one) => [one.day, one]));
  const frozenOn = (day: string) => [...new Set(frozen.filter((one) => one.day === day).map((one) => titles.get(one.environment) ?? one.environment))];
  return (
    <section className="card" aria-busy={!days}>
      <table className={classes["month"]} aria-label={monthName(month)}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {written(day, { weekday: "short" })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Cell key={day} day={day} month={month} found={found.get(day)} frozen={frozenOn(day)} chosen={day === chosen} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Why less was released on a day. */
function FrozenNote({ frozen, titles }: { frozen: FrozenDay[]; titles: Map<string, string> }) {
  const { t } = useTranslation();
  if (frozen.length === 0) return null;
  return (
    <div className="note">
      <IconSnowflake size={16} stroke={1.5} aria-hidden="true" />
      <ul aria-label={t("calendar.frozenDay")} style={{ minWidth: 0, listStyle: "none", overflowWrap: "anywhere" }}>
        {frozen.map((one) => (
          <li key={`${one.environment} ${one.name}`}>{t("calendar.frozenWhy", { environment: titles.get(one.environment) ?? one.environment, name: one.name, reason: one.reason })}</li>
        ))}
      </ul>
    </div>
  );
}

function Row({ release, title, labels }: { release: Release; title: string; labels: string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <td>
        <Link className="link strong cut" to="/deliveries/$service" params={{ service: release.service }} search={{ environment: release.environment, release: release.id }} aria-label={t("calendar.open", { service: release.service, number: release.number })}>
          {release.service}
        </Link>
      </td>
      <td data-label={labels[1]}>
        <code>{versionOf(release)}</code>
      </td>
      <td data-label={labels[2]}>{title}</td>
      <td data-label={labels[3]}>
        <span className="row tight">
          <KindIcon kind={release.kind} /> {t(`deliveries.did.${release.kind}`)}
        </span>
      </td>
      <td data-label={labels[4]}>
        <ReleaseStateMark state={release.state} gone={release.kind === "REMOVE"} />
      </td>
      <td data-label={labels[5]} className="muted cut">
        {release.createdBy}
      </td>
      <td data-label={labels[6]} className="muted nowrap">
        {new Intl.DateTimeFormat(i18next.language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(release.createdAt))}
      </td>
    </>
  );
}

function Releases({ filter, when, titles }: { filter: CalendarFilter; when: string; titles: Map<string, string> }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["deliveries", "calendar", "releases", filter],
    queryFn: ({ pageParam, signal }) => listReleasesOfDays(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const releases = data?.pages.flatMap((page) => page.releases);
  const columns = [t("calendar.service"), t("calendar.version"), t("calendar.environment"), t("calendar.how"), t("runs.state"), t("calendar.by"), t("calendar.time")];
  return (
    <section className="card" aria-label={t("calendar.of", { when })} aria-busy={!releases && !error}>
      <header>
        <h2>{t("calendar.of", { when })}</h2>
      </header>
      {error && !releases ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {releases?.length === 0 ? <p className="in muted">{t("calendar.nothing", { when })}</p> : null}
      {releases?.length === 0 || (error && !releases) ? null : (
        <PlainTable label={t("calendar.of", { when })} columns={columns} items={releases} keyOf={(one) => one.id} row={(one) => <Row release={one} title={titles.get(one.environment) ?? one.environment} labels={columns} />} />
      )}
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}

/** What was released when: a month at a glance, and the releases of one of its days. */
export function CalendarPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/inside/release-calendar" });
  const navigate = useNavigate({ from: "/release-calendar" });
  const teams = useSession().user.teams;
  useReleasesFreshness();
  const month = search.month ?? monthOf(today());
  const day = search.day?.startsWith(month) ? search.day : undefined;
  const show = search.show ?? "all";
  const where = { environment: search.environment, mine: show === "mine" ? true : undefined };
  const ofMonth = { ...where, from: `${month}-01`, to: `${monthAfter(month, 1)}-01` };
  const environments = useQuery({ queryKey: ["environments"], queryFn: listEnvironments });
  const days = useQuery({ queryKey: ["deliveries", "calendar", "days", ofMonth], queryFn: ({ signal }) => listReleaseDays(ofMonth, signal), placeholderData: (before) => before });
  const titles = new Map(environments.data?.map((one) => [one.name, one.title]));
  const go = (to: string | undefined) => void navigate({ search: { ...search, month: to, day: undefined } });
  return (
    <div className="stretch">
      <PageHead title={t("calendar.title")} lead={t("calendar.lead")} lined />
      <div className="toolbar">
        <span className="row tight" role="group" aria-label={t("calendar.month")}>
          <ActionIcon variant="default" aria-label={t("calendar.before")} onClick={() => go(monthAfter(month, -1))}>
            <IconChevronLeft size={16} stroke={1.5} />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t("calendar.after")} onClick={() => go(monthAfter(month, 1))}>
            <IconChevronRight size={16} stroke={1.5} />
          </ActionIcon>
          <h2 className={classes["title"]} aria-live="polite">
            {monthName(month)}
          </h2>
        </span>
        {month === monthOf(today()) ? null : <Button onClick={() => go(undefined)}>{t("calendar.now")}</Button>}
        <span className="push row wrap">
          {teams.length > 0 ? (
            <SegmentedControl
              role="radiogroup"
              aria-label={t("calendar.show")}
              value={show}
              onChange={(next) => void navigate({ search: { ...search, show: next === "mine" ? "mine" : undefined }, replace: true })}
              data={(["all", "mine"] as const).map((one) => ({ value: one, label: t(`calendar.shows.${one}`) }))}
            />
          ) : null}
          <Select
            aria-label={t("calendar.environment")}
            placeholder={t("calendar.anyEnvironment")}
            data={(environments.data ?? []).map(({ name, title }) => ({ value: name, label: title }))}
            value={search.environment ?? null}
            clearable
            onChange={(environment) => void navigate({ search: { ...search, environment: environment ?? undefined }, replace: true })}
          />
        </span>
      </div>
      <div className="body">
        {days.error ? (
          <ErrorState error={days.error} onRetry={() => void days.refetch()} />
        ) : (
          <>
            <Month month={month} days={days.data?.days} frozen={days.data?.frozen ?? []} titles={titles} chosen={day} />
            {day ? <FrozenNote frozen={(days.data?.frozen ?? []).filter((one) => one.day === day)} titles={titles} /> : null}
            <Releases filter={day ? { ...where, from: day, to: dayAfter(day) } : ofMonth} when={day ? dayName(day) : monthName(month)} titles={titles} />
          </>
        )}
      </div>
    </div>
  );
}
