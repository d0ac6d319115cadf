import { useTranslation } from "react-i18next";
import type { RunDetail } from "@/api/selfservice";
import type { WorkflowNode } from "@/api/workflows";
import { WorkflowCanvas } from "@/components/WorkflowCanvas";
import type { Tone } from "@/components/WorkflowCanvas";
import { markOf } from "./steps";
import type { StepMark } from "./steps";

const tones: Record<StepMark, Tone> = { done: "good", running: "info", waiting: "warn", failed: "bad", cancelled: "quiet", later: "quiet" };

/** The workflow as it was when it was asked for, and how far it is. */
export function RunGraph({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  if (!run.workflow) return null;
  const stepOf = (node: WorkflowNode) => run.nodeRuns?.find((step) => step.nodeUid === node.identifier && step.direction === "FORWARD");
  return (
    <section className="card" style={{ height: "clamp(320px, calc(100dvh - 280px), 520px)", overflow: "hidden" }}>
      <WorkflowCanvas
        nodes={run.workflow.nodes}
        connections={run.workflow.connections}
        label={t("workflows.graph")}
        toneOf={(node) => tones[markOf(stepOf(node))]}
        noteOf={(node) => t(`runs.step.${markOf(stepOf(node))}`)}
      />
    </section>
  );
}
