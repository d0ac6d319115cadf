import { IconChevronDown, IconChevronRight, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Audit, Json } from "@/api/types";
import { Ago } from "@/components/Ago";
import { diffLines } from "@/lib/diff";

export const auditMarks: Record<string, { tone: string; icon: ReactNode }> = {
  CREATE: { tone: "good", icon: <IconPlus size={14} stroke={1.5} aria-hidden="true" /> },
  UPDATE: { tone: "info", icon: <IconPencil size={14} stroke={1.5} aria-hidden="true" /> },
  DELETE: { tone: "bad", icon: <IconTrash size={14} stroke={1.5} aria-hidden="true" /> },
};

export function auditActor(audit: Audit): string {
  return audit.trigger.by?.user?.email ?? audit.trigger.by?.userId ?? audit.trigger.origin ?? "–";
}

/** "replicas, health" of a change; nothing of a creation. */
export function changedPaths(audit: Audit): string[] {
  if (!audit.diff?.before || !audit.diff.after) return [];
  return diffLines(audit.diff.before, audit.diff.after)
    .filter((line) => line.change !== "same")
    .map((line) => line.path.replace(/^(properties|relations)\./, ""))
    .filter((path) => path !== "updatedBy");
}

function titleIn(side: Json | undefined): string | null {
  const title = typeof side === "object" && side !== null && !Array.isArray(side) ? side["title"] : null;
  return typeof title === "string" && title !== "" ? title : null;
}

/** What was changed, by its title where one is known. */
export function auditSubject(audit: Audit): string {
  const { context, diff } = audit;
  const title = titleIn(diff?.after) ?? titleIn(diff?.before);
  return title ?? context?.["entityIdentifier"] ?? context?.["identifier"] ?? context?.["blueprintIdentifier"] ?? Object.values(context ?? {}).find((value) => value) ?? audit.identifier;
}

type Props = { audit: Audit; /** Named where the line does not stand on its own page. */ subject?: string; open: boolean; onToggle: () => void; children?: ReactNode };

/** One change on a timeline; opens to what is given inside. */
export function AuditEntry({ audit, subject, open, onToggle, children }: Props) {
  const { t } = useTranslation();
  const mark = auditMarks[audit.action] ?? auditMarks["UPDATE"]!;
  const paths = changedPaths(audit);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const action = audit.action === "CREATE" || audit.action === "DELETE" ? audit.action : "UPDATE";
  return (
    <li>
      <span className={`dot ${mark.tone}`}>{mark.icon}</span>
      <button type="button" className="audit-line row" aria-expanded={open} onClick={onToggle}>
        <span className="cut">
          <span className="strong">{auditActor(audit)}</span> <span className="muted">{t(subject ? `audit.didTo.${action}` : `audit.did.${action}`)}</span>{subject ? <b className="strong"> {subject}</b> : null}
          {paths.length > 0 ? (
            <>
              {subject ? ": " : " "}
              <span>{paths.slice(0, 3).join(", ")}</span>
              {paths.length > 3 ? <span className="quiet"> {t("audit.andMore", { count: paths.length - 3 })}</span> : null}
            </>
          ) : null}
        </span>
        <span className="push small quiet nowrap">
          <Ago at={audit.trigger.at} />
          {audit.trigger.origin ? ` · ${audit.trigger.origin}` : ""}
        </span>
        <Chevron size={14} stroke={1.5} />
      </button>
      {open ? <div style={{ marginTop: 8 }}>{children}</div> : null}
    </li>
  );
}
