import { SegmentedControl, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readMeasures } from "@/api/resources";
import type { Period, Resource } from "@/api/resources";
import { ErrorNote } from "@/components/ErrorState";
import { measured } from "@/lib/amounts";
import { metricTitle } from "@/lib/metrics";
import { Sparkline } from "./Sparkline";
import classes from "./Resource.module.css";

const periods: Period[] = ["day", "week", "month"];

/** Sizes and use of a resource over time, as its server told them. */
export function MeasuresCard({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const [period, setPeriod] = useState<Period>("day");
  const { data, error, refetch } = useQuery({ queryKey: ["entity", "resource", resource.identifier, "measures", period], queryFn: () => readMeasures(resource.identifier, period) });
  const metrics = [...new Set(data?.map((one) => one.metric))];
  return (
    <section className="card">
      <header>
        <h2>{t("resources.measures")}</h2>
        <span className="push">
          <SegmentedControl size="xs" role="radiogroup" aria-label={t("resources.period")} value={period} onChange={(next) => setPeriod(next as Period)} data={periods.map((one) => ({ value: one, label: t(`resources.periods.${one}`) }))} />
        </span>
      </header>
      <div className="in">
        {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Skeleton height={96} /> : null}
        {data?.length === 0 ? <p className="quiet">{t("resources.noMeasures")}</p> : null}
        <div className={classes["measures"]}>
          {metrics.map((metric) => {
            const points = (data ?? []).filter((one) => one.metric === metric);
            return (
              <div key={metric}>
                <p className="small quiet">{metricTitle(t, metric)}</p>
                <p>
                  <strong>{measured(metric, points.at(-1)?.value ?? 0)}</strong>
                </p>
                <Sparkline points={points} label={metricTitle(t, metric)} shown={(value) => measured(metric, value)} />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
