/** Actions, requests for them, what the rules say, and what became of them. */
import { call, path } from "./client";
import type { Json, PermissionBlock, Property, Query } from "./types";
import type { NodeRun, WorkflowGraph } from "./workflows";

export type Operation = "CREATE" | "DAY-2" | "DELETE";

export type Card = {
  identifier: string;
  title: string | null;
  icon: string | null;
  description: string | null;
  blueprint: string | null;
  operation: Operation | null;
  button: string | null;
  medianSeconds: number | null;
};

export type ActionInput = Property & {
  blueprint?: string;
  encryption?: unknown;
  dataset?: Query;
  sort?: { property: string; order: "ASC" | "DESC" };
};

export type ActionForm = {
  properties?: Record<string, ActionInput>;
  order?: string[];
  steps?: { title: string; order: string[] }[];
  titles?: Record<string, { title: string; description?: string }>;
};

export type AutomationEvent = { type: string; blueprintIdentifier?: string; propertyIdentifier?: string; actionIdentifier?: string; cron?: string };

export type Action = {
  identifier: string;
  title?: string | null;
  icon?: string | null;
  description?: string | null;
  publish?: boolean;
  requiredApproval?: Json;
  trigger: {
    type: "self-service" | "automation";
    operation?: Operation;
    blueprintIdentifier?: string;
    userInputs?: ActionForm;
    executeActionButtonText?: string;
    event?: AutomationEvent;
  };
  invocationMethod: { type: string };
  updatedAt?: string;
  updatedBy?: string;
};

export type Outcome = "DENIED" | "FAILED" | "ASKED" | "WARNED" | "WAITING" | "PASSED";

export type Spoken = { identifier: string; version: number; title: string; outcome: Outcome; message: string | null; inputs: string[] };

export type Demand = { title: string; rule: string | null; needed: number; users: string[]; roles: string[]; teams: string[] };

export type Verdict = { decision: "ALLOWED" | "NEEDS_APPROVAL" | "DENIED"; rules: Spoken[]; approvals: Demand[] };

export type Values = Record<string, Json>;

export type PreviewInput = { schema: ActionInput; visible: boolean; disabled: boolean; required: boolean; denied?: { value: Json; message: string }[] };

export type Problem = { path: string; message: string };

/** A form with what was filled in so far, every expression worked out. */
export type FormPreview = { values: Values; inputs: Record<string, PreviewInput>; hidden: { steps: number[]; titles: string[] }; problems: Problem[] };

export type Effect = "CREATED" | "CHANGED" | "LOST";

/** What a request would do, and what that costs a month. */
export type Plan = {
  items: { effect: Effect; title: string; note: string | null }[];
  cost: { currency: string; before: number; after: number; lines: { title: string; amount: number }[] } | null;
  /** Whether more of it is still being found out. */
  pending: boolean;
};

export type Preview = FormPreview & { verdict: Verdict; plan: Plan | null; mayGoAhead: boolean; /** Why it has to wait unless it is urgent; null where it has not. */ hold: string | null };

export type RunStatus = "WAITING_FOR_APPROVAL" | "IN_PROGRESS" | "SUCCESS" | "FAILURE" | "DECLINED";

export type Run = {
  id: string;
  status: RunStatus;
  statusLabel: string | null;
  action: { identifier: string; title?: string | null; icon?: string | null; operation?: Operation | null };
  blueprint: { identifier: string } | null;
  entity: { identifier: string } | null;
  team: string | null;
  properties: Values;
  source: string;
  requiredApproval: boolean;
  verdict: Verdict | Record<string, never>;
  payload: Json;
  response: Json;
  link: string[];
  summary: string | null;
  urgent: string | null;
  createdBy: string;
  impersonatedBy: string | null;
  createdAt: string;
  updatedAt: string;
  endedAt: string | null;
};

export type Decision = { approver: string; standsFor: string[]; approved: boolean; comment: string | null; at: string };

export type RunDetail = Run & { inputTitles: Record<string, string>; plan: Plan | null; mayCancel: boolean; mayReview?: boolean; review?: { by: string; at: string; comment: string }; workflow?: WorkflowGraph & { identifier: string; version: number }; nodeRuns?: NodeRun[] } & { approvals: { mayDecide: boolean; demands?: (Demand & { met: boolean })[]; decisions?: Decision[] } };

export type LogLine = { id: string; message: string; createdBy: string; createdAt: string; node: string | null; level: "DEBUG" | "INFO" | "WARN" | "ERROR" };

export type RunFilter = {
  action?: string | undefined;
  blueprint?: string | undefined;
  entity?: string | undefined;
  user_email?: string | undefined;
  status?: string | undefined;
  team?: string | undefined;
  awaiting?: "me" | undefined;
  decided_by?: "me" | undefined;
  active?: boolean | undefined;
};

export type RunPage = { runs: Run[]; next: number | null };

export async function listCards(about?: { blueprint: string; entity: string }) {
  return (await call<{ cards: Card[] }>("/self-service/cards", { query: about })).cards;
}

export async function readAction(action: string) {
  return (await call<{ action: Action }>(path`/actions/${action}`)).action;
}

export async function listActions() {
  return (await call<{ actions: Action[] }>("/actions")).actions;
}

export async function previewRequest(action: string, request: { properties: Values; entity?: string | undefined }, signal?: AbortSignal) {
  return (await call<{ preview: Preview }>(path`/actions/${action}/preview`, { method: "POST", body: request, signal })).preview;
}

/** @param form null while its own definition is wrong */
export type ActionPreview = { problems: Problem[]; form: FormPreview | null };

export function previewAction(action: Json, request: { properties: Values; entity?: string | undefined }, signal?: AbortSignal) {
  return call<ActionPreview>("/actions/preview", { method: "POST", body: { action, ...request }, signal });
}

/** @param key the same for every attempt to send one request */
export async function sendRequest(action: string, request: { properties: Values; entity?: string | undefined; urgent?: string | undefined }, key: string) {
  return (await call<{ run: Run }>(path`/actions/${action}/runs`, { method: "POST", body: request, key })).run;
}

export function listRuns(filter: RunFilter, before: number | undefined, limit = 50, signal?: AbortSignal) {
  return call<RunPage>("/actions/runs", { query: { ...filter, before, limit }, signal });
}

export async function readRun(id: string) {
  return (await call<{ run: RunDetail }>(path`/actions/runs/${id}`)).run;
}

export async function readLog(id: string, offset: number, signal?: AbortSignal) {
  return (await call<{ runLogs: LogLine[] }>(path`/actions/runs/${id}/logs`, { query: { offset, limit: 50 }, signal })).runLogs;
}

/** @param reader who decides with it @param used whether they have */
export type OpenedLink = { run: RunDetail; reader: string; used: boolean };

export function openLink(token: string) {
  return call<OpenedLink>("/approval-links/open", { method: "POST", body: { token } });
}

export function decideByLink(token: string, status: "APPROVE" | "DECLINE", description: string) {
  return call("/approval-links/decide", { method: "POST", body: { token, status, description: description || undefined } });
}

export async function decide(id: string, status: "APPROVE" | "DECLINE", description: string) {
  return (await call<{ run: Run }>(path`/actions/runs/${id}/approval`, { method: "PATCH", body: { status, description: description || undefined } })).run;
}

export function reviewRun(id: string, comment: string) {
  return call(path`/actions/runs/${id}/review`, { method: "POST", body: { comment } });
}

export type Delegation = { person: string; delegate: string; until: string };

export async function readDelegation() {
  return (await call<{ delegation: Delegation | null }>("/self-service/delegation")).delegation;
}

export function saveDelegation(delegate: string, until: string) {
  return call("/self-service/delegation", { method: "PUT", body: { delegate, until } });
}

export function endDelegation() {
  return call("/self-service/delegation", { method: "DELETE" });
}

export function cancelRun(id: string, reason: string) {
  return call(path`/actions/runs/${id}/cancel`, { method: "POST", body: { reason: reason || undefined } });
}

export async function createAction(action: Json) {
  return (await call<{ action: Action }>("/actions", { method: "POST", body: action })).action;
}

/** @param seen when it was saved that the change was made from; refused when somebody changed it since */
export async function replaceAction(identifier: string, action: Json, seen: string | undefined) {
  return (await call<{ action: Action }>(path`/actions/${identifier}`, { method: "PUT", body: action, version: seen })).action;
}

export function deleteAction(identifier: string) {
  return call(path`/actions/${identifier}`, { method: "DELETE" });
}

export type ActionPermissions = { execute: PermissionBlock & { policy?: Json }; approve: PermissionBlock & { policy?: Json } };

export async function readActionPermissions(identifier: string) {
  return (await call<{ permissions: ActionPermissions }>(path`/actions/${identifier}/permissions`)).permissions;
}

export async function patchActionPermissions(identifier: string, permissions: Json) {
  return (await call<{ permissions: ActionPermissions }>(path`/actions/${identifier}/permissions`, { method: "PATCH", body: permissions })).permissions;
}

export type ActionInsight = {
  action: string;
  title: string | null;
  requests: number;
  succeeded: number;
  withoutPerson: number;
  failed: number;
  declined: number;
  denied: number;
  open: number;
  approvalSeconds: number | null;
  queueSeconds: number | null;
  workSeconds: number | null;
};

export type Insights = {
  requests: number;
  succeeded: number;
  withoutPerson: number;
  open: number;
  actions: ActionInsight[];
  causes: { kind: "FAILED" | "DENIED" | "DECLINED"; cause: string; count: number }[];
};

export async function readInsights(days: number) {
  return (await call<{ report: Insights }>("/self-service/insights", { query: { days } })).report;
}
