/** The part of JSON Schema that the editors need: shapes, names, choices. */
import i18next from "i18next";
import type { Json } from "@/api/types";

type TypeName = "object" | "array" | "string" | "number" | "boolean" | "null";

export type Schema = {
  type?: TypeName | TypeName[];
  description?: string | undefined;
  properties?: Record<string, Schema>;
  /** For names that are not listed: a shape, or not allowed at all. */
  additionalProperties?: Schema | false;
  required?: string[];
  items?: Schema;
  enum?: Json[];
};

export type Path = (string | number)[];

export type Finding = { path: Path; message: string };

export function typesOf(schema: Schema | undefined): TypeName[] {
  if (!schema?.type) return [];
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

function typeOf(value: Json): TypeName {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as TypeName;
}

/** What is wrong with a value, each with where it is. */
export function findingsOf(value: Json, schema: Schema, path: Path = []): Finding[] {
  const wanted = typesOf(schema);
  if (wanted.length > 0 && !wanted.includes(typeOf(value))) {
    return [{ path, message: i18next.t("json.type", { type: wanted.map((type) => i18next.t(`json.types.${type}`)).join(", ") }) }];
  }
  if (schema.enum && !schema.enum.includes(value)) return [{ path, message: i18next.t("json.choice", { values: schema.enum.map(String).join(", ") }) }];
  if (Array.isArray(value)) return schema.items ? value.flatMap((item, at) => findingsOf(item, schema.items!, [...path, at])) : [];
  if (typeof value !== "object" || value === null) return [];
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => ({ path, message: i18next.t("json.missing", { name }) }));
  const inside = Object.entries(value).flatMap(([name, inner]) => {
    const shape = schemaOf(schema, name);
    if (shape === false) return [{ path: [...path, name], message: i18next.t("json.unknown", { name }) }];
    return shape ? findingsOf(inner, shape, [...path, name]) : [];
  });
  return [...missing, ...inside];
}

function schemaOf(schema: Schema, name: string): Schema | false | undefined {
  return schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : schema.additionalProperties;
}

/** The shape at a place. */
export function schemaAt(schema: Schema, path: Path): Schema | undefined {
  let here: Schema | false | undefined = schema;
  for (const step of path) {
    if (!here) return undefined;
    here = typeof step === "number" ? here.items : schemaOf(here, step);
  }
  return here || undefined;
}
