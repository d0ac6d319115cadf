/** Which questions can be asked of a field, by its type. */
import { isDate } from "@/lib/fields";
import type { Field } from "@/lib/fields";

export const operators = [
  "=", "!=", ">", ">=", "<", "<=", "contains", "doesNotContains", "beginsWith", "doesNotBeginsWith", "endsWith", "doesNotEndsWith",
  "in", "notIn", "containsAny", "between", "notBetween", "isEmpty", "isNotEmpty",
] as const;

export type Operator = (typeof operators)[number];

export type ValueKind = "none" | "text" | "number" | "boolean" | "choice" | "choices" | "period" | "date";

const presence: Operator[] = ["isEmpty", "isNotEmpty"];
const text: Operator[] = ["contains", "doesNotContains", "=", "!=", "beginsWith", "doesNotBeginsWith", "endsWith", "doesNotEndsWith", "in", "notIn"];

export function operatorsOf(field: Field): Operator[] {
  if (isDate(field)) return ["between", "notBetween", ">", "<", ...presence];
  if (field.type === "boolean") return ["=", "!=", ...presence];
  if (field.type === "number") return ["=", "!=", ">", ">=", "<", "<=", "in", "notIn", ...presence];
  if (field.type === "array" || field.type === "team" || field.relation?.many) return ["containsAny", "contains", "doesNotContains", ...presence];
  if (field.relation) return ["=", "!=", "in", "notIn", ...presence];
  if (field.type === "object") return presence;
  if (field.property?.enum) return ["=", "!=", "in", "notIn", "contains", ...presence];
  return [...text, ...presence];
}

const severalOperators: string[] = ["in", "notIn", "containsAny"];

export function valueKindOf(field: Field, operator: string): ValueKind {
  if (operator === "isEmpty" || operator === "isNotEmpty") return "none";
  if (isDate(field)) return operator === "between" || operator === "notBetween" ? "period" : "date";
  if (field.type === "boolean") return "boolean";
  if (severalOperators.includes(operator)) return "choices";
  if (field.type === "number") return "number";
  if (field.relation || field.type === "team" || field.property?.enum) return operator === "=" || operator === "!=" || operator === "contains" || operator === "doesNotContains" ? "choice" : "text";
  return "text";
}

export const presets = ["today", "yesterday", "lastDay", "lastWeek", "last2Weeks", "lastMonth", "last3Months", "last6Months", "last12Months"] as const;

export type Preset = (typeof presets)[number];
