import type { Schema } from "@/lib/jsonSchema";

const text: Schema = { type: "string" };
const flag: Schema = { type: "boolean" };

const input: Schema = {
  type: "object",
  properties: {
    type: { type: "string", enum: ["string", "number", "boolean", "array", "object"] },
    title: text,
    description: text,
    format: { type: "string", enum: ["date-time", "url", "email", "ipv4", "ipv6", "yaml", "entity", "user", "team", "proto", "markdown", "multi-line", "labeled-url"] },
    blueprint: text,
  },
  required: ["type"],
};

/** What the editor completes and checks; the server checks the rest. */
export const actionSchema: Schema = {
  type: "object",
  required: ["identifier", "trigger", "invocationMethod"],
  properties: {
    identifier: text,
    title: text,
    icon: text,
    description: text,
    publish: flag,
    allowAnyoneToViewRuns: flag,
    trigger: {
      type: "object",
      required: ["type"],
      properties: {
        type: { type: "string", enum: ["self-service", "automation"] },
        operation: { type: "string", enum: ["CREATE", "DAY-2", "DELETE"] },
        blueprintIdentifier: text,
        actionCardButtonText: text,
        executeActionButtonText: text,
        userInputs: { type: "object", properties: { properties: { type: "object", additionalProperties: input }, order: { type: "array", items: text } } },
      },
    },
    invocationMethod: { type: "object", required: ["type"], properties: { type: { type: "string", enum: ["UPSERT_ENTITY", "WEBHOOK", "KAFKA", "GITHUB", "GITLAB", "INTEGRATION_ACTION", "AZURE_DEVOPS"] } } },
  },
};

export const firstAction = {
  identifier: "create_service",
  title: "Create a service",
  description: "A new service in the catalog.",
  trigger: {
    type: "self-service",
    operation: "CREATE",
    userInputs: {
      properties: { name: { type: "string", title: "Name" }, team: { type: "string", format: "team", title: "Owning team" } },
      required: ["name", "team"],
      order: ["name", "team"],
    },
  },
  invocationMethod: {
    type: "UPSERT_ENTITY",
    blueprintIdentifier: "service",
    mapping: { identifier: "{{ .inputs.name }}", title: "{{ .inputs.name }}", team: ["{{ .inputs.team }}"] },
  },
};
