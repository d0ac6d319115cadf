/** Workflows, their runs step by step, and what follows by itself. */
import { call, path } from "./client";
import type { Values } from "./selfservice";
import type { Json } from "./types";

export type WorkflowOutlet = { identifier: string; title?: string; [key: string]: unknown };

export type WorkflowNode = {
  identifier: string;
  title?: string;
  config: { type: string; outlets?: WorkflowOutlet[]; [key: string]: unknown };
  [key: string]: unknown;
};

export type WorkflowConnection = { sourceIdentifier: string; targetIdentifier: string; sourceOutletIdentifier?: string; fallback?: boolean };

export type WorkflowGraph = { nodes: WorkflowNode[]; connections: WorkflowConnection[] };

export type Workflow = WorkflowGraph & {
  identifier: string;
  title?: string | null;
  icon?: string | null;
  description?: string | null;
  category?: string | null;
  version: number;
  updatedAt: string;
  updatedBy: string;
};

export type WorkflowVersion = { version: number; definition: Record<string, Json>; author: string; at: string };

export type WorkflowCheck = { problems: { path: string; message: string }[]; unreachable: string[] };

export type StepState = "DUE" | "SENT" | "OPEN" | "UNKNOWN" | "ENDED";

export type NodeRun = {
  identifier: string;
  nodeUid: string;
  title: string;
  type: string;
  direction: "FORWARD" | "BACK";
  state: StepState;
  result: "SUCCESS" | "FAILED" | "CANCELLED" | null;
  attempt: number;
  dueAt: string;
  deadline: string | null;
  outlet: string | null;
  output: Json;
  message: string | null;
  links: Json;
  createdAt: string;
  endedAt: string | null;
  question?: { mayAnswer: boolean; answers?: { person: string; button: string; inputs: Values; at: string }[] };
};

export type FiringState = "DUE" | "FIRED" | "SKIPPED" | "STOPPED" | "DENIED" | "FAILED";

export type Firing = { id: number; automation: string; state: FiringState; reason: string | null; blueprint: string | null; entity: string | null; runId: string | null; at: string };

export type DryStep = { node: string; title: string; type: string; direction: "FORWARD" | "BACK"; result: "SUCCESS" | "FAILED" | "CANCELLED"; outlet: string | null; payload: Json; output: Json; message: string };

export type Rehearsal = { steps: DryStep[]; failure: string | null };

export function dryRun(workflow: WorkflowGraph, supposed: Record<string, Json>) {
  return call<Rehearsal>("/workflows/dry-run", { method: "POST", body: { ...supposed, entity: supposed["entity"] || undefined, workflow } });
}

export function listWorkflows(after: string | undefined) {
  return call<{ workflows: Workflow[]; next: string | null }>("/workflows", { query: { after } });
}

export async function readWorkflow(identifier: string) {
  return (await call<{ workflow: Workflow }>(path`/workflows/${identifier}`)).workflow;
}

export async function createWorkflow(workflow: Json) {
  return (await call<{ workflow: Workflow }>("/workflows", { method: "POST", body: workflow })).workflow;
}

export async function replaceWorkflow(identifier: string, workflow: Json) {
  return (await call<{ workflow: Workflow }>(path`/workflows/${identifier}`, { method: "PUT", body: workflow })).workflow;
}

export function deleteWorkflow(identifier: string) {
  return call(path`/workflows/${identifier}`, { method: "DELETE" });
}

export function checkWorkflow(workflow: Json, signal?: AbortSignal) {
  return call<WorkflowCheck>("/workflows/check", { method: "POST", body: workflow, signal });
}

export async function readWorkflowVersions(identifier: string) {
  return (await call<{ versions: WorkflowVersion[] }>(path`/workflows/${identifier}/versions`)).versions;
}

export function answerStep(step: string, button: string, inputs: Values) {
  return call(path`/workflows/nodes/runs/${step}/answer`, { method: "POST", body: { button, inputs } });
}

export function repeatStep(step: string) {
  return call(path`/workflows/nodes/runs/${step}/repeat`, { method: "POST", body: {} });
}

export function reportStep(step: string, result: "SUCCESS" | "FAILED") {
  return call(path`/workflows/nodes/runs/${step}`, { method: "PATCH", body: { status: "COMPLETED", result } });
}

export function listFirings(filter: { automation?: string | undefined; state?: FiringState | undefined }, before: number | undefined, signal?: AbortSignal) {
  return call<{ firings: Firing[]; next: number | null }>("/automations/firings", { query: { ...filter, before }, signal });
}
