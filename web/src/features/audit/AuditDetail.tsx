import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import type { Audit, Blueprint } from "@/api/types";
import { auditActor, auditSubject } from "@/components/AuditEntry";
import { CopyButton } from "@/components/CopyButton";
import { Diff } from "@/components/Diff";
import { EntityLink } from "@/components/EntityLink";
import { exactTime } from "@/lib/time";
import { auditKind } from "./AuditTable";

/** One change with everything known about it. */
export function AuditDetail({ audit, blueprints }: { audit: Audit; blueprints: Blueprint[] }) {
  const { t } = useTranslation();
  const blueprint = audit.context?.["blueprintIdentifier"];
  const entity = audit.context?.["entityIdentifier"];
  return (
    <div className="dialog">
      <dl className="dl">
        <dt>{t("audit.subject")}</dt>
        <dd>
          {audit.resourceType === "entity" && blueprint && entity ? <EntityLink blueprint={blueprint} identifier={entity} /> : auditSubject(audit)}{" "}
          <span className="quiet">{auditKind(audit, blueprints)}</span>
        </dd>
        <dt>{t("audit.when")}</dt>
        <dd>{exactTime(audit.trigger.at)}</dd>
        <dt>{t("audit.user")}</dt>
        <dd>{auditActor(audit)}</dd>
        <dt>{t("audit.origin")}</dt>
        <dd>{audit.trigger.origin}</dd>
        <dt>{t("audit.status")}</dt>
        <dd>{audit.status}</dd>
        {audit.context?.["runId"] ? (
          <>
            <dt>{t("audit.resources.run")}</dt>
            <dd>
              <Link to="/self-service/runs/$run" params={{ run: audit.context["runId"] }} className="link">
                {audit.context["runId"]}
              </Link>
            </dd>
          </>
        ) : null}
        {audit.message ? (
          <>
            <dt>{t("audit.message")}</dt>
            <dd>{audit.message}</dd>
          </>
        ) : null}
        <dt>{t("field.identifier")}</dt>
        <dd className="row tight">
          <code>{audit.identifier}</code>
          <CopyButton value={audit.identifier} />
        </dd>
      </dl>
      <Diff before={audit.diff?.before} after={audit.diff?.after} />
      {blueprint && entity ? (
        <p>
          <Link to="/audit" search={{ blueprint, entity }} className="link">
            {t("audit.allOfThis")}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
