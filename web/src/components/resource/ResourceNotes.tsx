import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Resource } from "@/api/resources";
import { Ago } from "@/components/Ago";

function Note({ tone, title, children }: { tone: "bad" | "warn"; title: string; children: ReactNode }) {
  return (
    <div className={`note ${tone}`} role="status">
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
      <div>
        <h3>{title}</h3>
        {children}
      </div>
    </div>
  );
}

/** What somebody has to know of a resource before anything else, with what to do. */
export function ResourceNotes({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  if (resource.state === "FAILED") {
    return (
      <Note tone="bad" title={t("resources.failed")}>
        <p>{resource.reason}</p>
        <p>
          <Link className="link" to="/self-service/$action" params={{ action: "retry_resource" }} search={{ entity: resource.identifier }}>
            {t("resources.retry")}
          </Link>
        </p>
      </Note>
    );
  }
  if (resource.state === "RETIRED" && resource.removeAt) {
    return (
      <Note tone="warn" title={t("resources.state.RETIRED")}>
        <p>
          {t("resources.removed")} <Ago at={resource.removeAt} />.{" "}
          <Link className="link" to="/self-service/$action" params={{ action: "keep_resource" }} search={{ entity: resource.identifier }}>
            {t("resources.keep")}
          </Link>
        </p>
      </Note>
    );
  }
  return resource.complaint ? (
    <Note tone="warn" title={t("resources.complains")}>
      <p>{resource.complaint}</p>
    </Note>
  ) : null;
}
