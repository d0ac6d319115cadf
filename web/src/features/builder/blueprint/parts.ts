/** The parts of a blueprint that can be added, changed and taken away one by one. */
import type { AggregationProperty, Blueprint, CalculationProperty, MirrorProperty, Property, Relation } from "@/api/types";

export type PartKind = "property" | "relation" | "mirror" | "calculation" | "aggregation";

export type Part =
  | { kind: "property"; id: string; value: Property; required: boolean }
  | { kind: "relation"; id: string; value: Relation }
  | { kind: "mirror"; id: string; value: MirrorProperty }
  | { kind: "calculation"; id: string; value: CalculationProperty }
  | { kind: "aggregation"; id: string; value: AggregationProperty };

export const partKinds: PartKind[] = ["property", "relation", "mirror", "calculation", "aggregation"];

export function partsOf(blueprint: Blueprint, kind: PartKind): Part[] {
  const required = blueprint.schema.required ?? [];
  switch (kind) {
    case "property":
      return Object.entries(blueprint.schema.properties).map(([id, value]) => ({ kind, id, value, required: required.includes(id) }));
    case "relation":
      return Object.entries(blueprint.relations).map(([id, value]) => ({ kind, id, value }));
    case "mirror":
      return Object.entries(blueprint.mirrorProperties).map(([id, value]) => ({ kind, id, value }));
    case "calculation":
      return Object.entries(blueprint.calculationProperties).map(([id, value]) => ({ kind, id, value }));
    case "aggregation":
      return Object.entries(blueprint.aggregationProperties).map(([id, value]) => ({ kind, id, value }));
  }
}

export function newPart(kind: PartKind, target: string): Part {
  switch (kind) {
    case "property":
      return { kind, id: "", value: { type: "string", title: "" }, required: false };
    case "relation":
      return { kind, id: "", value: { title: "", target, many: false, required: false } };
    case "mirror":
      return { kind, id: "", value: { title: "", path: "" } };
    case "calculation":
      return { kind, id: "", value: { title: "", type: "string", calculation: "" } };
    case "aggregation":
      return { kind, id: "", value: { title: "", target, calculationSpec: { calculationBy: "entities", func: "count" } } };
  }
}

function replaced<T>(all: Record<string, T>, before: string | null, id: string, value: T): Record<string, T> {
  if (before === null || !(before in all)) return { ...all, [id]: value };
  return Object.fromEntries(Object.entries(all).map(([key, one]) => (key === before ? [id, value] : [key, one])));
}

function without<T>(all: Record<string, T>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));
}

export function withPart(blueprint: Blueprint, part: Part, before: string | null): Blueprint {
  switch (part.kind) {
    case "property": {
      const rest = (blueprint.schema.required ?? []).filter((id) => id !== before && id !== part.id);
      const properties = replaced(blueprint.schema.properties, before, part.id, part.value);
      return { ...blueprint, schema: { ...blueprint.schema, properties, required: part.required ? [...rest, part.id] : rest } };
    }
    case "relation":
      return { ...blueprint, relations: replaced(blueprint.relations, before, part.id, part.value) };
    case "mirror":
      return { ...blueprint, mirrorProperties: replaced(blueprint.mirrorProperties, before, part.id, part.value) };
    case "calculation":
      return { ...blueprint, calculationProperties: replaced(blueprint.calculationProperties, before, part.id, part.value) };
    case "aggregation":
      return { ...blueprint, aggregationProperties: replaced(blueprint.aggregationProperties, before, part.id, part.value) };
  }
}

export function withoutPart(blueprint: Blueprint, kind: PartKind, id: string): Blueprint {
  switch (kind) {
    case "property": {
      const required = (blueprint.schema.required ?? []).filter((one) => one !== id);
      return { ...blueprint, schema: { ...blueprint.schema, properties: without(blueprint.schema.properties, id), required } };
    }
    case "relation":
      return { ...blueprint, relations: without(blueprint.relations, id) };
    case "mirror":
      return { ...blueprint, mirrorProperties: without(blueprint.mirrorProperties, id) };
    case "calculation":
      return { ...blueprint, calculationProperties: without(blueprint.calculationProperties, id) };
    case "aggregation":
      return { ...blueprint, aggregationProperties: without(blueprint.aggregationProperties, id) };
  }
}

export const formats: Record<string, string[]> = {
  string: ["date-time", "url", "email", "idn-email", "ipv4", "ipv6", "markdown", "yaml", "user", "team", "timer", "proto", "blueprints", "entities"],
  object: ["proto"],
  array: [],
  number: [],
  boolean: [],
};

export const enumColors = ["green", "yellow", "red", "blue", "turquoise", "orange", "purple", "pink", "lime", "gold", "silver", "bronze", "lightGray", "darkGray"];
