import type { Schema } from "@/lib/jsonSchema";

const text: Schema = { type: "string" };
const count: Schema = { type: "number" };
const names: Schema = { type: "array", items: text };

const field: Schema = {
  type: "object",
  required: ["type"],
  properties: { type: { type: "string", enum: ["string", "number", "boolean", "array"] }, title: text, description: text, unit: text, default: {}, minimum: count, maximum: count, enum: { type: "array" }, items: { type: "object" } },
};

const terms: Schema = { type: "object", properties: { limits: { type: "object", additionalProperties: { type: "object" } }, perTeam: count, expiresAfterDays: count, graceDays: count } };

/** What the editor completes and checks; the server checks the rest. */
export const typeSchema: Schema = {
  type: "object",
  required: ["identifier", "title", "description", "kind", "naming"],
  properties: {
    identifier: text,
    title: text,
    icon: text,
    description: text,
    offered: { type: "boolean" },
    kind: text,
    naming: { type: "object", required: ["pattern", "maxLength", "description", "native"], properties: { pattern: text, maxLength: count, example: text, description: text, native: text } },
    needs: { type: "array", items: { type: "object", required: ["apiVersion", "kind"], properties: { apiVersion: text, kind: text } } },
    template: { type: "object" },
    specification: { type: "object", properties: { properties: { type: "object", additionalProperties: field }, required: names, order: names } },
    fixed: names,
    growing: names,
    promises: { type: "object" },
    environments: { type: "object", properties: { development: terms, staging: terms, production: terms } },
    price: { type: "array", items: { type: "object", required: ["item", "quantity", "title"], properties: { item: text, quantity: text, title: text } } },
  },
};
