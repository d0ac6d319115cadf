/** A definition while it is written: changes keep everything that they are not about, and the order of what was there. */
import type { Action, ActionForm, ActionInput } from "@/api/selfservice";
import type { Json } from "@/api/types";

export type Part = { [key: string]: Json };

export const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);

/** An object as it is written; empty where something else stands. */
export const partOf = (value: Json | undefined): Part => (isPart(value) ? value : {});

export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

export const namesOf = (value: Json | undefined): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** An expression that is worked out while a form is filled in. */
export const isExpression = (value: Json | undefined): value is { jqQuery: string } => isPart(value) && "jqQuery" in value;

/** With these keys changed; undefined and empty text take a key away. */
export function put(part: Part, change: { [key: string]: Json | undefined }): Part {
  return Object.fromEntries(Object.entries({ ...part, ...change }).filter((entry): entry is [string, Json] => entry[1] !== undefined && !(entry[0] in change && entry[1] === ""))) as Part;
}

/** The same for keys inside an object that may not be there yet; it goes when nothing is left of it. */
export function putIn(part: Part, key: string, change: { [key: string]: Json | undefined }): Part {
  const inner = put(partOf(part[key]), change);
  return put(part, { [key]: Object.keys(inner).length > 0 ? inner : undefined });
}

export const triggerOf = (draft: Part) => partOf(draft["trigger"]);

export const formOf = (draft: Part) => partOf(triggerOf(draft)["userInputs"]);

export const isAutomation = (draft: Part) => triggerOf(draft)["type"] === "automation";

export const withTrigger = (draft: Part, change: { [key: string]: Json | undefined }): Part => put(draft, { trigger: put(triggerOf(draft), change) });

/** An identifier that follows from a title. */
export const identifierOf = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replace(/\s+/g, "_")
    .replace(/[^\p{L}0-9@_.+:=-]/gu, "")
    .slice(0, 100);

/** What the server keeps about times and people is not written. */
export function editable(action: Action): Part {
  const stamped = ["id", "createdAt", "createdBy", "updatedAt", "updatedBy"];
  return Object.fromEntries(Object.entries(action).filter(([key]) => !stamped.includes(key))) as Part;
}

/** The form as far as it can be shown, whatever else was written in its place. */
export function readForm(form: Part): ActionForm {
  const properties = Object.fromEntries(Object.entries(partOf(form["properties"])).filter(([, input]) => isPart(input)));
  const titles = Object.fromEntries(Object.entries(partOf(form["titles"])).filter(([, title]) => isPart(title)));
  const steps = Array.isArray(form["steps"]) ? form["steps"].filter(isPart).map((step) => ({ title: textOf(step["title"]), order: namesOf(step["order"]) })) : [];
  return {
    properties: properties as unknown as Record<string, ActionInput>,
    titles: titles as Record<string, { title: string }>,
    order: namesOf(form["order"]),
    ...(steps.length > 0 ? { steps } : {}),
  };
}
