import { Button, SegmentedControl, Skeleton, TextInput } from "@mantine/core";
import { IconPencil, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { readValues } from "@/api/deliveries";
import type { EffectiveValues, Standings } from "@/api/deliveries";
import { ErrorState } from "@/components/ErrorState";
import { shortCommit } from "@/lib/deliveries";
import { EnvironmentPicker } from "./EnvironmentPicker";
import { Objections, Problems } from "./ValueNotes";
import { ValuesTable } from "./ValuesTable";
import classes from "./Deliveries.module.css";

const ValuesText = lazy(() => import("./ValuesText").then((module) => ({ default: module.ValuesText })));

function Values({ values }: { values: EffectiveValues }) {
  const { t } = useTranslation();
  const { as } = useSearch({ from: "/inside/deliveries/$service" });
  const navigate = useNavigate({ from: "/deliveries/$service" });
  const [part, setPart] = useState("");
  return (
    <>
      <Problems problems={values.problems} />
      <Objections objections={values.objections} />
      <section className="card" aria-label={t("deliveries.tab.values")}>
        <header className={classes["valuesHead"]}>
          {as === "yaml" ? (
            <h2>{t("deliveries.values.effective")}</h2>
          ) : (
            <TextInput className={classes["find"] ?? ""} aria-label={t("deliveries.values.find")} placeholder={t("deliveries.values.find")} leftSection={<IconSearch size={16} stroke={1.5} />} value={part} onChange={(event) => setPart(event.currentTarget.value)} />
          )}
          <span className="push row">
            <span className="small quiet nowrap">
              {t("deliveries.valuesAt")} <code title={values.commit}>{shortCommit(values.commit)}</code>
            </span>
            <SegmentedControl
              role="radiogroup"
              aria-label={t("deliveries.values.showAs")}
              value={as ?? "table"}
              onChange={(next) => void navigate({ search: (before) => ({ ...before, as: next === "yaml" ? "yaml" : undefined }), replace: true })}
              data={[
                { value: "table", label: t("deliveries.values.asTable") },
                { value: "yaml", label: t("deliveries.values.asYaml") },
              ]}
            />
          </span>
        </header>
        {as === "yaml" ? (
          <Suspense
            fallback={
              <div className="in" aria-busy="true">
                <Skeleton height={320} />
              </div>
            }
          >
            <ValuesText values={values.values} />
          </Suspense>
        ) : (
          <ValuesTable origins={values.origins} part={part} />
        )}
      </section>
    </>
  );
}

/** What counts for a service in an environment, and which layer says so. */
export function ValuesTab({ standings }: { standings: Standings }) {
  const { t } = useTranslation();
  const { environment } = useSearch({ from: "/inside/deliveries/$service" });
  const navigate = useNavigate({ from: "/deliveries/$service" });
  const { service, environments } = standings;
  const chosen = environments.find((one) => one.environment === environment)?.environment ?? environments[0]?.environment;
  const { data, error, refetch } = useQuery({ queryKey: ["deliveries", "values", service.name, chosen], queryFn: () => readValues(service.name, chosen ?? ""), enabled: chosen !== undefined });
  if (chosen === undefined) return <p className="body muted">{t("deliveries.noEnvironments")}</p>;
  return (
    <div className="body">
      <div className="row wrap">
        <EnvironmentPicker environments={environments} value={chosen} onChange={(next) => void navigate({ search: (before) => ({ ...before, environment: next }), replace: true })} />
        <p className="small quiet">{t("deliveries.values.lead")}</p>
        <Link className="link small push nowrap" to="/repositories/$owner/$name/commits" params={{ owner: "platform", name: "values" }} search={{ path: `services/${service.name}` }}>
          {t("deliveries.values.history")}
        </Link>
        {standings.mayRelease ? (
          <Button renderRoot={(props) => <Link {...props} to="/deliveries/$service/values" params={{ service: service.name }} search={{ environment: chosen }} />} leftSection={<IconPencil size={16} stroke={1.5} />}>
            {t("deliveries.values.edit")}
          </Button>
        ) : null}
      </div>
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton height={320} aria-busy="true" /> : null}
      {data ? <Values values={data} /> : null}
    </div>
  );
}
