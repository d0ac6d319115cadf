/** What an action can call, field by field. */
import type { Part } from "./draft";

type Kind = "text" | "long" | "json" | "flag" | "blueprint" | "method";

export type InvocationField =
  | "url" | "method" | "synchronized" | "agent" | "headers" | "body" | "blueprintIdentifier" | "mapping" | "org" | "repo" | "workflow" | "workflowInputs" | "reportWorkflowStatus" | "projectName" | "groupName"
  | "defaultRef" | "pipelineVariables" | "topic" | "payload" | "installationId" | "integrationActionType" | "integrationActionExecutionProperties" | "webhook" | "script" | "environment";

type Field = { name: InvocationField; kind: Kind; needed?: true };

const fields: Record<InvocationField, Kind> = {
  url: "text",
  method: "method",
  synchronized: "flag",
  agent: "flag",
  headers: "json",
  body: "json",
  blueprintIdentifier: "blueprint",
  mapping: "json",
  org: "text",
  repo: "text",
  workflow: "text",
  workflowInputs: "json",
  reportWorkflowStatus: "flag",
  projectName: "text",
  groupName: "text",
  defaultRef: "text",
  pipelineVariables: "json",
  topic: "text",
  payload: "json",
  installationId: "text",
  integrationActionType: "text",
  integrationActionExecutionProperties: "json",
  webhook: "text",
  script: "long",
  environment: "json",
};

/** The needed ones stand before the bar. */
const shapes: Record<string, [needed: InvocationField[], others: InvocationField[]]> = {
  UPSERT_ENTITY: [["blueprintIdentifier", "mapping"], []],
  WEBHOOK: [["url"], ["method", "synchronized", "agent", "headers", "body"]],
  GITHUB: [["org", "repo", "workflow"], ["workflowInputs", "reportWorkflowStatus"]],
  GITLAB: [["projectName", "groupName"], ["defaultRef", "pipelineVariables"]],
  INTEGRATION_ACTION: [["installationId", "integrationActionType"], ["integrationActionExecutionProperties"]],
  SCRIPT: [["script"], ["environment"]],
  KAFKA: [[], ["topic", "payload"]],
  AZURE_DEVOPS: [["org", "webhook"], ["payload"]],
};

export const invocationTypes = Object.keys(shapes);

export function fieldsOf(type: string): Field[] {
  const [needed, others] = shapes[type] ?? [[], []];
  return [...needed.map((name) => ({ name, kind: fields[name], needed: true as const })), ...others.map((name) => ({ name, kind: fields[name] }))];
}

/** What a call begins with when its type is chosen. */
export function firstInvocation(type: string, blueprint: string): Part {
  switch (type) {
    case "UPSERT_ENTITY":
      return { type, blueprintIdentifier: blueprint, mapping: { identifier: "{{ .inputs.name }}", title: "{{ .inputs.name }}", properties: {} } };
    case "WEBHOOK":
      return { type, url: "", method: "POST", body: { inputs: "{{ .inputs }}", run: "{{ .run.id }}" } };
    case "GITHUB":
      return { type, org: "", repo: "", workflow: "", workflowInputs: {}, reportWorkflowStatus: true };
    case "INTEGRATION_ACTION":
      return { type, installationId: "", integrationActionType: "dispatch_workflow", integrationActionExecutionProperties: {} };
    case "SCRIPT":
      return { type, script: "", environment: { NAME: "{{ .inputs.name }}" } };
    default:
      return { type };
  }
}

export const methods = ["POST", "GET", "PUT", "PATCH", "DELETE"];
