import type { Schema } from "@/lib/jsonSchema";

const text: Schema = { type: "string" };
const flag: Schema = { type: "boolean" };

const names: Schema = { type: "array", items: text };

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
    requiredApproval: {},
    approvalNotification: { type: "object", properties: { type: { type: "string", enum: ["email", "webhook"] }, format: { type: "string", enum: ["json", "slack"] }, url: text } },
    urgent: { type: "object", properties: { users: names, roles: names, teams: names } },
    trigger: {
      type: "object",
      required: ["type"],
      properties: {
        type: { type: "string", enum: ["self-service", "automation"] },
        event: { type: "object", required: ["type"], properties: { type: text, blueprintIdentifier: text, propertyIdentifier: text, actionIdentifier: text } },
        condition: { type: "object" },
        operation: { type: "string", enum: ["CREATE", "DAY-2", "DELETE"] },
        blueprintIdentifier: text,
        actionCardButtonText: text,
        executeActionButtonText: text,
        userInputs: { type: "object", properties: { properties: { type: "object", additionalProperties: input }, order: names, steps: { type: "array", items: { type: "object", properties: { title: text, order: names } } }, titles: { type: "object" } } },
      },
    },
    invocationMethod: { type: "object", required: ["type"], properties: { type: { type: "string", enum: ["UPSERT_ENTITY", "WEBHOOK", "KAFKA", "GITHUB", "GITLAB", "INTEGRATION_ACTION", "AZURE_DEVOPS", "SCRIPT"] } } },
  },
};
