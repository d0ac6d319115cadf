import type { NodeRun, WorkflowConnection, WorkflowNode } from "@/api/workflows";

export type StepMark = "done" | "running" | "waiting" | "failed" | "cancelled" | "later";

export function markOf(step: NodeRun | undefined): StepMark {
  if (!step) return "later";
  if (step.state === "UNKNOWN") return "waiting";
  if (step.state !== "ENDED") return step.type === "INPUT" || step.type === "CALLBACK" || step.type === "TIMER" ? "waiting" : "running";
  return step.result === "SUCCESS" ? "done" : step.result === "FAILED" ? "failed" : "cancelled";
}

/** Nodes that may still come, in the order of the ways that lead to them from what was begun. */
export function toCome(nodes: WorkflowNode[], connections: WorkflowConnection[], begun: NodeRun[]): WorkflowNode[] {
  const seen = new Set(begun.map((step) => step.nodeUid));
  const open = begun.filter((step) => step.direction === "FORWARD" && step.state !== "ENDED").map((step) => step.nodeUid);
  const found: string[] = [];
  while (open.length > 0) {
    const at = open.shift();
    for (const { sourceIdentifier, targetIdentifier } of connections) {
      if (sourceIdentifier === at && !seen.has(targetIdentifier)) {
        seen.add(targetIdentifier);
        found.push(targetIdentifier);
        open.push(targetIdentifier);
      }
    }
  }
  return found.flatMap((identifier) => nodes.filter((node) => node.identifier === identifier));
}
