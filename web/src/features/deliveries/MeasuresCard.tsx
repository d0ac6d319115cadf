import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { readDeliveryMeasures } from "@/api/deliveries";
import type { Environment } from "@/api/deliveries";
import { ErrorNote } from "@/components/ErrorState";
import { formatNumber, seconds } from "@/lib/time";
import classes from "./Measures.module.css";

const days = 30;

const took = (count: number | null) => (count === null ? null : seconds(count));

/** How fast and how safely changes reach an environment, in four figures. */
export function MeasuresCard({ environment, filter }: { environment: Environment; filter: { team?: string | undefined; mine?: boolean | undefined; service?: string | undefined } }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ queryKey: ["deliveries", "measures", environment.name, filter], queryFn: () => readDeliveryMeasures(environment.name, days, filter) });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data?.changes === 0) return null;
  const figures = [
    { name: t("deliveries.measures.deployments"), value: data ? formatNumber(data.deployments) : null, note: data ? t("deliveries.measures.perWeek", { count: Math.round((data.deployments * 70) / days) / 10 }) : "" },
    { name: t("deliveries.measures.lead"), value: data ? took(data.leadSeconds) : null, note: t("deliveries.measures.leadNote") },
    { name: t("deliveries.measures.failed"), value: data ? `${formatNumber(Math.round((100 * data.failed) / Math.max(1, data.changes)))} %` : null, note: data ? t("deliveries.measures.failedNote", { failed: data.failed, count: data.changes }) : "" },
    { name: t("deliveries.measures.restore"), value: data ? took(data.restoreSeconds) : null, note: t("deliveries.measures.restoreNote") },
  ];
  return (
    <section className="card" aria-busy={!data}>
      <header>
        <h2>{t("deliveries.measures.title", { environment: environment.title })}</h2>
        <span className="push small quiet">{t("deliveries.measures.days", { count: days })}</span>
      </header>
      <dl className={classes["figures"]}>
        {figures.map(({ name, value, note }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className={classes["value"]}>{value ?? "–"}</span>
              <span className="small quiet">{note}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
