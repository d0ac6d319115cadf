import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Resource } from "@/api/resources";
import type { Json } from "@/api/types";
import { Ago } from "@/components/Ago";
import { PlainTable } from "@/components/PlainTable";
import classes from "./Resource.module.css";

const shown = (value: Json) => (typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") || "–" : JSON.stringify(value));

/** What the server says otherwise than the specification. */
export function DriftCard({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  if (resource.drift.length === 0) return null;
  const open = resource.drift.some((one) => one.acceptedBy === null);
  return (
    <section className="card">
      <header>
        <h2>{t("resources.drift")}</h2>
        <span className="tally">{resource.drift.length}</span>
        {open ? (
          <span className="push">
            <Button size="xs" component={Link} to={`/self-service/settle_drift?entity=${encodeURIComponent(resource.identifier)}`}>
              {t("resources.settle")}
            </Button>
          </span>
        ) : null}
      </header>
      <PlainTable
        label={t("resources.drift")}
        columns={[t("resources.field"), t("resources.wanted"), t("resources.actual"), t("resources.since")]}
        items={resource.drift}
        keyOf={(one) => one.field}
        row={(one) => (
          <>
            <td>{resource.fields[one.field]?.title ?? one.field}</td>
            <td data-label={t("resources.wanted")}>{shown(one.wanted)}</td>
            <td data-label={t("resources.actual")} className={one.acceptedBy ? undefined : classes["actual"]}>
              {shown(one.actual)}
            </td>
            <td data-label={t("resources.since")} className="muted">
              {one.acceptedBy ? t("resources.accepted", { by: one.acceptedBy, reason: one.reason }) : <Ago at={one.since} />}
            </td>
          </>
        )}
      />
    </section>
  );
}
