import { IconBan, IconCheck, IconCircleX, IconClock, IconLoader2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Run, RunDetail, RunStatus } from "@/api/selfservice";

const looks: Record<RunStatus, { tone: string; Icon: typeof IconCheck }> = {
  WAITING_FOR_APPROVAL: { tone: "warn", Icon: IconClock },
  IN_PROGRESS: { tone: "info", Icon: IconLoader2 },
  SUCCESS: { tone: "good", Icon: IconCheck },
  FAILURE: { tone: "bad", Icon: IconCircleX },
  DECLINED: { tone: "bad", Icon: IconBan },
};

/** Where a run stands; a declined one that rules denied says so, and one whose steps are known that it asks somebody. */
export function RunState({ run }: { run: Pick<Run, "status" | "verdict" | "statusLabel"> & Pick<RunDetail, "nodeRuns"> }) {
  const { t } = useTranslation();
  const { tone, Icon } = looks[run.status];
  if (run.status === "IN_PROGRESS" && run.nodeRuns?.some((step) => step.type === "INPUT" && step.state !== "ENDED")) {
    return (
      <span className="badge warn">
        <IconClock aria-hidden="true" />
        {t("runs.status.ASKING")}
      </span>
    );
  }
  const denied = run.status === "DECLINED" && run.verdict.decision === "DENIED";
  const cancelled = run.status === "DECLINED" && run.statusLabel === "CANCELLED";
  return (
    <span className={`badge ${cancelled ? "" : tone}`}>
      <Icon className={run.status === "IN_PROGRESS" ? "turning" : undefined} aria-hidden="true" />
      {t(cancelled ? "runs.status.CANCELLED" : denied ? "runs.status.DENIED" : `runs.status.${run.status}`)}
      {run.statusLabel && !cancelled ? ` · ${run.statusLabel}` : null}
    </span>
  );
}
