import { SegmentedControl, Skeleton } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { readInsights } from "@/api/selfservice";
import type { ActionInsight, Insights } from "@/api/selfservice";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { PlainTable } from "@/components/PlainTable";
import { formatNumber, seconds } from "@/lib/time";
import classes from "./Insights.module.css";

const ranges = [1, 7, 30, 90] as const;

const share = (part: number, whole: number) => (whole === 0 ? "–" : new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 }).format(part / whole));

function Figure({ label, value, note }: { label: string; value: ReactNode; note?: string | undefined }) {
  return (
    <div className={`card ${classes["figure"]}`}>
      <dt className="muted">{label}</dt>
      <dd>
        <span className={classes["value"]}>{value}</span>
        {note ? <span className="small quiet">{note}</span> : null}
      </dd>
    </div>
  );
}

const stops = ["failed", "denied", "declined"] as const;

const parts = ["approvalSeconds", "queueSeconds", "workSeconds"] as const;

/** The median request of an action, split into what its time was spent on. */
function TimeBar({ action, longest }: { action: ActionInsight; longest: number }) {
  const { t } = useTranslation();
  const total = parts.reduce((sum, part) => sum + (action[part] ?? 0), 0);
  if (action.succeeded === 0) return <span className="quiet">–</span>;
  const words = parts.map((part) => `${t(`insights.${part}`)} ${seconds(action[part] ?? 0)}`).join(", ");
  return (
    <div title={words}>
      <div className={classes["bar"]} style={{ width: `${Math.max(4, (total / longest) * 100)}%` }} role="img" aria-label={words}>
        {parts.map((part) => (
          <span key={part} className={classes[part]} style={{ flexGrow: Math.max(0.001, action[part] ?? 0) }} />
        ))}
      </div>
      <span className="small quiet">{seconds(total)}</span>
    </div>
  );
}

function Actions({ report }: { report: Insights }) {
  const { t } = useTranslation();
  const longest = Math.max(...report.actions.map((action) => parts.reduce((sum, part) => sum + (action[part] ?? 0), 0)), 0.001);
  const columns = [t("insights.action"), t("insights.requests"), t("insights.done"), t("insights.withoutPerson"), t("insights.stopped"), t("insights.time")];
  return (
    <section className="card">
      <header>
        <h2>{t("insights.byAction")}</h2>
        <span className={`push small quiet ${classes["legend"]}`}>
          {parts.map((part) => (
            <span key={part} className="row tight">
              <i className={`swatch ${classes[part]}`} />
              {t(`insights.${part}`)}
            </span>
          ))}
        </span>
      </header>
      <PlainTable
        label={t("insights.byAction")}
        columns={columns}
        numbers={[1, 2, 3]}
        items={report.actions}
        keyOf={(action) => action.action}
        row={(action) => (
          <>
            <td>
              <Link to="/builder/actions/$action" params={{ action: action.action }} className="strong">
                {action.title || action.action}
              </Link>
            </td>
            <td data-label={columns[1]} className={classes["number"]}>
              {formatNumber(action.requests)}
            </td>
            <td data-label={columns[2]} className={classes["number"]}>
              {formatNumber(action.succeeded)}
            </td>
            <td data-label={columns[3]} className={classes["number"]}>
              {share(action.withoutPerson, action.succeeded)}
            </td>
            <td data-label={columns[4]} className="muted">
              {stops.filter((stop) => action[stop] > 0).map((stop) => t(`insights.stops.${stop}`, { count: action[stop] })).join(", ") || "–"}
            </td>
            <td data-label={columns[5]} style={{ minWidth: 200 }}>
              <TimeBar action={action} longest={longest} />
            </td>
          </>
        )}
      />
    </section>
  );
}

function Causes({ report }: { report: Insights }) {
  const { t } = useTranslation();
  const tones = { FAILED: "bad", DENIED: "warn", DECLINED: "" };
  return (
    <section className="card">
      <header>
        <h2>{t("insights.causes")}</h2>
      </header>
      {report.causes.length === 0 ? <p className="in quiet">{t("insights.noCauses")}</p> : null}
      <ul className="list">
        {report.causes.map((cause) => (
          <li key={`${cause.kind}/${cause.cause}`} className="row" style={{ flexWrap: "nowrap", alignItems: "flex-start" }}>
            <span className={`badge ${tones[cause.kind]}`}>{t(`insights.kinds.${cause.kind}`)}</span>
            <span style={{ overflowWrap: "anywhere", minWidth: 0 }}>{cause.cause || t("insights.noReason")}</span>
            <span className="push tally">{formatNumber(cause.count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How self-service does, for whoever looks after it. */
export function InsightsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/builder/insights" });
  const { days = 30 } = useSearch({ from: "/inside/builder/insights" });
  const { data: report, error, refetch } = useQuery({ queryKey: ["insights", days], queryFn: () => readInsights(days) });
  const ended = report ? report.requests - report.open : 0;
  return (
    <div className="stretch">
      <PageHead
        title={t("builder.sections.insights")}
        lead={t("insights.lead")}
        lined
        actions={
          <SegmentedControl
            role="radiogroup"
            aria-label={t("insights.range")}
            value={String(days)}
            onChange={(next) => void navigate({ search: { days: next === "30" ? undefined : Number(next) } })}
            data={ranges.map((range) => ({ value: String(range), label: t("insights.days", { count: range }) }))}
          />
        }
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {report?.requests === 0 ? <EmptyState icon={<IconChartBar size={20} stroke={1.5} />} title={t("insights.none")} why={t("insights.noneWhy")} /> : null}
      {!error && report?.requests !== 0 ? (
        <div className="body" aria-busy={report === undefined || undefined}>
          {report ? (
            <>
              <dl className={classes["figures"]}>
                <Figure label={t("insights.requests")} value={formatNumber(report.requests)} note={t("insights.openNow", { count: report.open })} />
                <Figure label={t("insights.doneShare")} value={share(report.succeeded, ended)} note={t("insights.ofEnded", { count: ended })} />
                <Figure label={t("insights.withoutPerson")} value={share(report.withoutPerson, report.succeeded)} note={t("insights.ofDone", { count: report.succeeded })} />
              </dl>
              <Actions report={report} />
              <Causes report={report} />
            </>
          ) : (
            <Skeleton height={240} />
          )}
        </div>
      ) : null}
    </div>
  );
}
