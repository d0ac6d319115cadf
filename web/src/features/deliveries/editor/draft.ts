import { parse } from "yaml";
import type { Origin } from "@/api/deliveries";
import type { Json, Property } from "@/api/types";
import type { ValueSchema } from "@/lib/valueSchema";
import { segmentsOf } from "../paths";

/** @param title where the one of the schema says too little by itself */
export type Field = { pointer: string; schema: ValueSchema; title?: string };
export type Section = { key: string; title: string; fields: Field[] };

/** Null takes a value out of the file. */
export type Changes = Record<string, Json>;

/** What nearly every service says for itself. */
const common = ["/kind", "/image/repository", "/port", "/health/path", "/cpu", "/memory", "/replicas", "/domain", "/env"];

/** Follows from elsewhere, or has an action of its own. */
const elsewhere = ["name", "team", "environment", "release", "platform", "restartedAt", "paused"];

const escaped = (segment: string) => segment.replaceAll("~", "~0").replaceAll("/", "~1");

function fieldOf(schema: ValueSchema, pointer: string): Field | null {
  const names = segmentsOf(pointer);
  const at = (path: string[]) => path.reduce<ValueSchema | undefined>((part, name) => part?.properties?.[name], schema);
  const found = at(names);
  if (!found) return null;
  const around = names.slice(0, -1).map((_, depth) => at(names.slice(0, depth + 1))?.title);
  const title = [...around, found.title].filter(Boolean).join(": ");
  return { pointer, schema: found, ...(around.length > 0 && title ? { title } : {}) };
}

/** The form of all values: what is common first, then what belongs together, as the schema has it. */
export function sectionsOf(schema: ValueSchema, titles: { common: string; others: string }): Section[] {
  const all = Object.entries(schema.properties ?? {}).filter(([name]) => !elsewhere.includes(name));
  const isFree = ({ pointer }: Field) => !common.includes(pointer);
  const single = all.filter(([, part]) => !part.properties).map(([name, part]) => ({ pointer: `/${escaped(name)}`, schema: part }));
  const grouped = all
    .filter(([, part]) => part.properties)
    .map(([name, part]) => ({
      key: name,
      title: part.title ?? name,
      fields: Object.entries(part.properties ?? {})
        .map(([inner, one]) => ({ pointer: `/${escaped(name)}/${escaped(inner)}`, schema: one }))
        .filter(isFree),
    }));
  const first = common.map((pointer) => fieldOf(schema, pointer)).filter((field) => field !== null);
  return [
    { key: "common", title: titles.common, fields: first },
    { key: "others", title: titles.others, fields: single.filter(isFree) },
    ...grouped,
  ].filter((section) => section.fields.length > 0);
}

export function valueAt(tree: Json | undefined, pointer: string): Json | undefined {
  return segmentsOf(pointer).reduce<Json | undefined>((part, name) => (typeof part === "object" && part !== null && !Array.isArray(part) ? part[name] : undefined), tree);
}

/** What a file of values says; nothing where it cannot be read, which the server says better. */
export function treeOf(text: string): Record<string, Json> {
  try {
    const read: unknown = parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Record<string, Json>) : {};
  } catch {
    return {};
  }
}

const typeNames = { integer: "number", number: "number", boolean: "boolean", array: "array", object: "object" } as const;

/** As the inputs of all forms take it. */
export function propertyOf({ schema, pointer, title }: Field): Property {
  const written = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
  const type = typeNames[(written ?? "string") as keyof typeof typeNames] ?? "string";
  return {
    type,
    title: title ?? schema.title ?? segmentsOf(pointer).at(-1) ?? pointer,
    ...(schema.enum ? { enum: schema.enum.map((one) => (typeof one === "number" ? one : String(one))) } : {}),
    ...(schema.maxLength ? { maxLength: schema.maxLength } : {}),
    ...(type === "array" ? { items: { type: schema.items?.properties ? "object" : schema.items?.type === "integer" ? "number" : "string" } } : {}),
  } as Property;
}

/** Texts by name, which people write as lines of NAME=value. */
export function isLines({ schema }: Field): boolean {
  const inner = schema.additionalProperties;
  return !schema.properties && typeof inner === "object" && inner.type === "string";
}

export const linesOf = (value: Json | undefined) => (typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value).map(([name, one]) => `${name}=${String(one)}`) : []).join("\n");

/** A line without = is a name whose text is still missing. */
export function readLines(text: string): Record<string, Json> | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return null;
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf("=");
      return at < 0 ? [line.trim(), ""] : [line.slice(0, at).trim(), line.slice(at + 1)];
    }),
  );
}

export type Inherited = { value: Json; layer: Origin["layer"] } | null;

/** What counts where the file that is written says nothing. */
export function inheritedOf(origins: ReadonlyMap<string, Origin>, pointer: string, layer: "service" | "environment"): Inherited {
  const origin = origins.get(pointer);
  if (!origin) return null;
  const below = [{ layer: origin.layer, value: origin.value }, ...origin.shadowed].find((one) => one.layer !== layer && one.layer !== "release" && !(layer === "service" && one.layer === "environment"));
  return below ? { value: below.value, layer: below.layer } : null;
}

/** What a layer above says instead, so that the file that is written does not count here. */
export function overruledBy(origins: ReadonlyMap<string, Origin>, pointer: string, layer: "service" | "environment"): Inherited {
  const origin = origins.get(pointer);
  const isAbove = origin && (origin.layer === "release" || (layer === "service" && origin.layer === "environment"));
  return isAbove ? { value: origin.value, layer: origin.layer } : null;
}
