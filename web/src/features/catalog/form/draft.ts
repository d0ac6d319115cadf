/** What a form holds, how it is checked before it is sent, and how JSON becomes a form again. */
import i18next from "i18next";
import type { Blueprint, Entity, EntityDraft, Json, Property } from "@/api/types";
import { referencesOf } from "@/lib/fields";

export type Draft = Required<Pick<EntityDraft, "properties" | "relations">> & { identifier: string; title: string; icon: string; team: string[] };

export function emptyDraft(blueprint: Blueprint, teams: string[]): Draft {
  const properties = Object.fromEntries(
    Object.entries(blueprint.schema.properties).flatMap(([id, property]) => (property.default === undefined ? [] : [[id, property.default]])),
  );
  const owned = blueprint.ownership?.type === "Direct" ? teams.slice(0, 1) : [];
  return { identifier: "", title: "", icon: "", team: owned, properties, relations: {} };
}

export function draftOf(entity: Entity, blueprint: Blueprint): Draft {
  const properties = Object.fromEntries(Object.keys(blueprint.schema.properties).map((id) => [id, entity.properties[id] ?? null]));
  const relations = Object.fromEntries(
    Object.entries(blueprint.relations).map(([id, relation]) => {
      const ids = referencesOf(entity.relations[id]).map((one) => one.identifier);
      return [id, relation.many ? ids : (ids[0] ?? null)];
    }),
  );
  return { identifier: entity.identifier, title: entity.title ?? "", icon: entity.icon ?? "", team: entity.team ?? [], properties, relations };
}

/** What is sent: without the empty things a person never touched. */
export function toSend(draft: Draft, blueprint: Blueprint, creating: boolean): EntityDraft {
  const keep = ([, value]: [string, unknown]) => !creating || (value !== null && value !== undefined);
  const sent: EntityDraft = {
    properties: Object.fromEntries(Object.entries(draft.properties).filter(keep)),
    relations: Object.fromEntries(Object.entries(draft.relations).filter(keep)),
  };
  if (draft.identifier) sent.identifier = draft.identifier;
  if (draft.title || !creating) sent.title = draft.title;
  if (draft.icon) sent.icon = draft.icon;
  if (blueprint.ownership?.type !== "Inherited" && (draft.team.length > 0 || !creating)) sent.team = draft.team;
  return sent;
}

export function suggestIdentifier(title: string): string {
  return title.trim().toLowerCase().replace(/\s+/g, "-").replace(/[^\p{L}0-9@_.+:=-]/gu, "").slice(0, 100);
}

const addresses: Record<string, RegExp> = {
  url: /^[a-z][a-z0-9+.-]*:\/\/\S+$/i,
  email: /^\S+@\S+\.\S+$/,
  user: /^\S+@\S+\.\S+$/,
  ipv4: /^(\d{1,3}\.){3}\d{1,3}$/,
};

function checkText(value: string, property: Property): string | null {
  if (property.minLength !== undefined && value.length < property.minLength) return i18next.t("form.tooShort", { least: property.minLength });
  if (property.maxLength !== undefined && value.length > property.maxLength) return i18next.t("form.tooLong", { most: property.maxLength });
  const format = property.format === "url" || property.format === "email" || property.format === "user" || property.format === "ipv4" ? property.format : null;
  if (format && !addresses[format]!.test(value)) return i18next.t(`form.not.${format}`);
  if (property.pattern && !matches(value, property.pattern)) return i18next.t("form.noMatch", { pattern: property.pattern });
  return null;
}

function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

export function checkProperty(value: Json | undefined, property: Property, required: boolean): string | null {
  if (value === null || value === undefined || value === "") return required && value !== "" ? i18next.t("form.required") : required ? i18next.t("form.required") : null;
  if (typeof value === "string") return property.type === "object" ? i18next.t("form.notJson") : checkText(value, property);
  if (typeof value === "number") {
    if (property.minimum !== undefined && value < property.minimum) return i18next.t("form.tooSmall", { least: property.minimum });
    if (property.maximum !== undefined && value > property.maximum) return i18next.t("form.tooLarge", { most: property.maximum });
  }
  if (Array.isArray(value)) {
    if (property.minItems !== undefined && value.length < property.minItems) return i18next.t("form.tooFew", { least: property.minItems });
    if (property.maxItems !== undefined && value.length > property.maxItems) return i18next.t("form.tooMany", { most: property.maxItems });
  }
  return null;
}

export function checkDraft(draft: Draft, blueprint: Blueprint): Record<string, string> {
  const found: Record<string, string> = {};
  const required = new Set(blueprint.schema.required ?? []);
  for (const [id, property] of Object.entries(blueprint.schema.properties)) {
    const problem = checkProperty(draft.properties[id], property, required.has(id));
    if (problem) found[`properties.${id}`] = problem;
  }
  for (const [id, relation] of Object.entries(blueprint.relations)) {
    if (relation.required && !draft.relations[id]) found[`relations.${id}`] = i18next.t("form.required");
  }
  if (draft.identifier && !/^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$/u.test(draft.identifier)) found["identifier"] = i18next.t("form.badIdentifier");
  return found;
}

/** The text of JSON mode as a draft again, or what is wrong with it. */
export function draftFromText(text: string): { draft: Draft } | { problem: string } {
  try {
    const raw = JSON.parse(text) as Partial<Draft> | null;
    if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { problem: i18next.t("form.notObject") };
    const team = typeof raw.team === "string" ? [raw.team] : (raw.team ?? []);
    return {
      draft: {
        ...raw,
        identifier: raw.identifier ?? "",
        title: raw.title ?? "",
        icon: raw.icon ?? "",
        team,
        properties: raw.properties ?? {},
        relations: raw.relations ?? {},
      },
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : i18next.t("form.notJson") };
  }
}
