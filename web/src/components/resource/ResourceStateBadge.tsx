import { IconAlertTriangle, IconArchive, IconCheck, IconCircleX, IconGitCompare, IconLoader2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ResourceLine, ResourceState } from "@/api/resources";

const looks: Record<ResourceState, { tone: string; Icon: typeof IconCheck }> = {
  CREATING: { tone: "info", Icon: IconLoader2 },
  READY: { tone: "good", Icon: IconCheck },
  CHANGING: { tone: "info", Icon: IconLoader2 },
  FAILED: { tone: "bad", Icon: IconCircleX },
  RETIRED: { tone: "", Icon: IconArchive },
  REMOVED: { tone: "", Icon: IconArchive },
};

/** Where the life of a resource stands; a complaint of one that is ready shows in its place. */
export function ResourceStateBadge({ resource }: { resource: Pick<ResourceLine, "state" | "complaint"> }) {
  const { t } = useTranslation();
  const complains = resource.state === "READY" && resource.complaint !== null;
  const { tone, Icon } = complains ? { tone: "warn", Icon: IconAlertTriangle } : looks[resource.state];
  return (
    <span className={`badge ${tone}`}>
      <Icon aria-hidden="true" />
      {t(complains ? "resources.complains" : `resources.state.${resource.state}`)}
    </span>
  );
}

/** Its server says otherwise than its specification. */
export function DriftBadge() {
  const { t } = useTranslation();
  return (
    <span className="badge warn">
      <IconGitCompare aria-hidden="true" />
      {t("resources.drifted")}
    </span>
  );
}
