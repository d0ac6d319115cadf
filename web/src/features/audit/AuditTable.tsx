import { useTranslation } from "react-i18next";
import type { Audit, Blueprint } from "@/api/types";
import { Ago } from "@/components/Ago";
import { auditActor, auditMarks, auditSubject, changedPaths } from "@/components/AuditEntry";
import { titleOf } from "@/lib/blueprints";

type Props = { audits: Audit[]; blueprints: Blueprint[]; onOpen: (audit: Audit) => void };

export function auditKind(audit: Audit, blueprints: Blueprint[]): string {
  const id = audit.resourceType === "entity" ? audit.context?.["blueprintIdentifier"] : null;
  const found = blueprints.find((one) => one.identifier === id);
  return found ? titleOf(found) : (id ?? audit.resourceType);
}

export function AuditTable({ audits, blueprints, onOpen }: Props) {
  const { t } = useTranslation();
  const word = (action: string) => (action === "CREATE" || action === "DELETE" ? t(`audit.actions.${action}`) : t("audit.actions.UPDATE"));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t("nav.audit")}>
      <table className="plain" style={{ minWidth: 880 }}>
        <thead>
          <tr>
            <th scope="col" style={{ paddingLeft: 24 }}>
              {t("audit.when")}
            </th>
            <th scope="col">{t("audit.action")}</th>
            <th scope="col">{t("audit.subject")}</th>
            <th scope="col">{t("audit.changed")}</th>
            <th scope="col">{t("audit.user")}</th>
            <th scope="col">{t("audit.origin")}</th>
          </tr>
        </thead>
        <tbody>
          {audits.map((audit) => {
            const mark = auditMarks[audit.action] ?? auditMarks["UPDATE"]!;
            return (
              <tr key={audit.identifier} onClick={() => onOpen(audit)} style={{ cursor: "pointer" }}>
                <td className="nowrap muted" style={{ paddingLeft: 24 }}>
                  <Ago at={audit.trigger.at} />
                </td>
                <td>
                  <span className={`badge ${mark.tone}`}>
                    {mark.icon}
                    {word(audit.action)}
                  </span>
                </td>
                <td className="cut" style={{ maxWidth: 280 }}>
                  <button type="button" className="link-button strong" onClick={() => onOpen(audit)} style={{ color: "var(--text)" }}>
                    {auditSubject(audit)}
                  </button>{" "}
                  <span className="quiet">{auditKind(audit, blueprints)}</span>
                </td>
                <td className="cut muted" style={{ maxWidth: 240 }}>
                  {changedPaths(audit).join(", ")}
                </td>
                <td className="cut" style={{ maxWidth: 220 }}>
                  {auditActor(audit)}
                </td>
                <td className="cut quiet" style={{ maxWidth: 160 }}>
                  {audit.trigger.origin}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
