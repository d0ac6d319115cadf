import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AuditEntry, auditSubject } from "@/components/AuditEntry";
import { Diff } from "@/components/Diff";
import { EntityLink } from "@/components/EntityLink";
import { ErrorNote } from "@/components/ErrorState";
import { latestQuery } from "@/lib/latest";
import classes from "./Home.module.css";

export function LatestChanges() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const { data, isPending, error, refetch } = useQuery(latestQuery);
  return (
    <section className="card">
      <header>
        <h2>{t("home.latest")}</h2>
        <Link to="/audit" className="link small push">
          {t("home.allChanges")}
        </Link>
      </header>
      <div className="in">
        {isPending ? <Skeleton height={304} /> : null}
        <ErrorNote error={error} onRetry={() => void refetch()} />
        {data?.audits.length === 0 ? <p className={`quiet ${classes["flush"]}`}>{t("home.noChanges")}</p> : null}
        <ol className="line">
          {(data?.audits ?? []).map((audit) => {
            const blueprint = audit.context?.["blueprintIdentifier"];
            return (
              <AuditEntry key={audit.identifier} audit={audit} subject={auditSubject(audit)} open={open === audit.identifier} onToggle={() => setOpen(open === audit.identifier ? null : audit.identifier)}>
                {blueprint && audit.action !== "DELETE" ? (
                  <p style={{ marginBottom: 8 }}>
                    <EntityLink blueprint={blueprint} identifier={auditSubject(audit)} />
                  </p>
                ) : null}
                <Diff before={audit.diff?.before} after={audit.diff?.after} />
              </AuditEntry>
            );
          })}
        </ol>
      </div>
    </section>
  );
}
