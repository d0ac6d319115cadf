import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { readResource } from "@/api/resources";
import type { Json } from "@/api/types";
import { CopyButton } from "@/components/CopyButton";
import { ErrorState } from "@/components/ErrorState";
import { DriftCard } from "./DriftCard";
import { FactsCard } from "./FactsCard";
import { MeasuresCard } from "./MeasuresCard";
import { ResourceNotes } from "./ResourceNotes";
import { UsersCard } from "./UsersCard";
import { UsesCard } from "./UsesCard";
import classes from "./Resource.module.css";

type Pair = { name: string; value: string };

function Pairs({ title, pairs, copied }: { title: string; pairs: Pair[]; /** Each value can be copied. */ copied?: boolean }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
      </header>
      <div className="in">
        {pairs.length === 0 ? <p className="quiet">{t("resources.nothingYet")}</p> : null}
        <dl className={classes["lines"]}>
          {pairs.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="row tight" style={{ flexWrap: "nowrap" }}>
                <span style={{ minWidth: 0 }}>{value}</span>
                {copied ? <CopyButton value={value} label={t("reveal.copy", { label: name })} /> : null}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

const text = (value: Json) => (Array.isArray(value) ? value.join(", ") || "–" : String(value));

/** A resource as its users need it: how it is, where clients find it, who may sign in, what differs, and what it costs. */
export function ResourceTab({ identifier }: { identifier: string }) {
  const { t } = useTranslation();
  const { data: resource, error, refetch } = useQuery({ queryKey: ["entity", "resource", identifier, "state"], queryFn: () => readResource(identifier) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!resource) {
    return (
      <div className="body" aria-busy="true">
        <Skeleton height={160} />
      </div>
    );
  }
  const outputs = Object.entries(resource.outputs).map(([name, value]): Pair => ({ name, value: text(value) }));
  const specification = Object.entries(resource.specification).map(([name, value]): Pair => {
    const field = resource.fields[name];
    return { name: field?.title ?? name, value: field?.unit ? `${text(value)} ${field.unit}` : text(value) };
  });
  return (
    <div className="body">
      <div className="cols">
        <div className="stack s8">
          <ResourceNotes resource={resource} />
          <FactsCard resource={resource} />
          <DriftCard resource={resource} />
          <MeasuresCard resource={resource} />
          <UsersCard resource={resource} />
          <UsesCard resource={resource} />
        </div>
        <div className="stack s4">
          <Pairs title={t("resources.outputs")} pairs={outputs} copied />
          <Pairs title={t("resources.specification")} pairs={specification} />
        </div>
      </div>
    </div>
  );
}
