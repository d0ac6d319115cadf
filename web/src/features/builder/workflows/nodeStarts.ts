import type { WorkflowNode } from "@/api/workflows";

/** What a node begins with when it is added to a workflow. */
const starts: Record<string, WorkflowNode["config"]> = {
  SELF_SERVE_TRIGGER: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: {}, required: [], order: [] } },
  EVENT_TRIGGER: { type: "EVENT_TRIGGER", event: { type: "ENTITY_CREATED", blueprintIdentifier: "service" } },
  SCHEDULE_TRIGGER: { type: "SCHEDULE_TRIGGER", cron: "0 9 * * 1-5", timezone: "UTC" },
  WEBHOOK: { type: "WEBHOOK", url: "https://example.com/", method: "POST", body: { inputs: "{{ .outputs.trigger }}" } },
  UPSERT_ENTITY: { type: "UPSERT_ENTITY", blueprintIdentifier: "service", mapping: { identifier: "{{ .outputs.trigger.name }}", properties: {} } },
  ACTION: { type: "ACTION", action: "", properties: {} },
  CONDITION: { type: "CONDITION", outlets: [{ identifier: "yes", title: "Yes", expression: ".outputs.trigger.size > 1" }] },
  PARALLEL: {
    type: "PARALLEL",
    outlets: [
      { identifier: "a", title: "A" },
      { identifier: "b", title: "B" },
    ],
  },
  JOIN: { type: "JOIN" },
  INPUT: {
    type: "INPUT",
    responders: { roles: ["Admin"] },
    buttons: [
      { identifier: "go", title: "Go on" },
      { identifier: "stop", title: "Stop" },
    ],
    outlets: [{ identifier: "go", title: "Go on", evaluationMethod: "button", button: "go", numOfResponders: 1 }],
  },
  TIMER: { type: "TIMER", duration: "10m" },
  CALLBACK: { type: "CALLBACK", timeout: "1d" },
  INTEGRATION_ACTION: { type: "INTEGRATION_ACTION", installationId: "", integrationActionType: "dispatch_workflow", integrationActionExecutionProperties: {} },
};

export const nodeTypes = Object.keys(starts);

/** A new node with an identifier that no other has. */
export function newNode(type: string, taken: string[]): WorkflowNode {
  const stem = type.toLowerCase().replace(/_trigger$/, "").replaceAll("_", "-");
  let identifier = stem;
  for (let at = 2; taken.includes(identifier); at++) identifier = `${stem}-${at}`;
  return { identifier, config: structuredClone(starts[type] ?? { type }) };
}

export const firstWorkflow = {
  identifier: "new-workflow",
  title: "New workflow",
  nodes: [
    { identifier: "ask", title: "Ask", config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: { name: { type: "string", title: "Name" } }, required: ["name"] } } },
    { identifier: "call", title: "Call", config: { type: "WEBHOOK", url: "https://example.com/", body: { name: "{{ .outputs.trigger.name }}" } } },
  ],
  connections: [{ sourceIdentifier: "ask", targetIdentifier: "call" }],
};
