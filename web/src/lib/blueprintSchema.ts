/** Shapes for the JSON mode of the editors: of one entity, and of a blueprint itself. */
import type { Blueprint, Property } from "@/api/types";
import type { Schema } from "./jsonSchema";

const text: Schema = { type: "string" };
const nullableText: Schema = { type: ["string", "null"] };
const yesNo: Schema = { type: "boolean" };

function valueOf(property: Property): Schema {
  const schema: Schema = { type: [property.type, "null"], description: property.description ?? property.title };
  if (property.enum) return { ...schema, enum: [...property.enum, null] };
  if (property.type === "array" && property.items) {
    return { ...schema, items: { ...(property.items.type ? { type: property.items.type } : {}), ...(property.items.enum ? { enum: property.items.enum } : {}) } };
  }
  return schema;
}

/** What may be said of an entity of this blueprint. */
export function entitySchema(blueprint: Blueprint): Schema {
  const properties = Object.entries(blueprint.schema.properties).map(([id, property]) => [id, valueOf(property)] as const);
  const relations = Object.entries(blueprint.relations).map(([id, relation]) => {
    const schema: Schema = relation.many ? { type: ["array", "null"], items: text } : { type: ["string", "null"] };
    return [id, { ...schema, description: relation.title }] as const;
  });
  return {
    type: "object",
    additionalProperties: false,
    properties: {
      identifier: text,
      title: text,
      icon: nullableText,
      team: { type: "array", items: text },
      properties: { type: "object", properties: Object.fromEntries(properties), additionalProperties: false },
      relations: { type: "object", properties: Object.fromEntries(relations), additionalProperties: false },
    },
  };
}

const types = ["string", "number", "boolean", "object", "array"];

const shape: Record<string, Schema> = {
  title: text,
  description: text,
  icon: text,
  type: { type: "string", enum: types },
  format: text,
};

const property: Schema = {
  type: "object",
  required: ["type"],
  properties: {
    ...shape,
    default: {},
    enum: { type: "array" },
    enumColors: { type: "object", additionalProperties: text },
    pattern: text,
    minLength: { type: "number" },
    maxLength: { type: "number" },
    minimum: { type: "number" },
    maximum: { type: "number" },
    minItems: { type: "number" },
    maxItems: { type: "number" },
    items: { type: "object", properties: { type: { type: "string", enum: types }, format: text, enum: { type: "array" } } },
    spec: text,
  },
};

const many = (schema: Schema): Schema => ({ type: "object", additionalProperties: schema });

/** What may be said of a blueprint; relations and aggregations point to those that exist. */
export function blueprintSchema(blueprints: Blueprint[]): Schema {
  const target: Schema = { type: "string", enum: blueprints.map((one) => one.identifier) };
  return {
    type: "object",
    required: ["identifier", "schema"],
    additionalProperties: false,
    properties: {
      identifier: text,
      title: text,
      description: { type: ["string", "null"] },
      icon: nullableText,
      ownership: {
        type: ["object", "null"],
        required: ["type"],
        properties: { type: { type: "string", enum: ["Direct", "Inherited"] }, path: text, title: text },
      },
      schema: { type: "object", required: ["properties"], properties: { properties: many(property), required: { type: "array", items: text } } },
      relations: many({ type: "object", required: ["target"], properties: { title: text, description: text, target, required: yesNo, many: yesNo } }),
      mirrorProperties: many({ type: "object", required: ["path"], properties: { title: text, path: text } }),
      calculationProperties: many({
        type: "object",
        required: ["calculation", "type"],
        properties: { ...shape, calculation: text, colorized: yesNo, colors: { type: "object", additionalProperties: text } },
      }),
      aggregationProperties: many({
        type: "object",
        required: ["target", "calculationSpec"],
        properties: { ...shape, target, calculationSpec: { type: "object" }, query: { type: "object" }, pathFilter: { type: "array" } },
      }),
      "x-demo": yesNo,
      changelogDestination: { type: ["object", "null"] },
      teamInheritance: { type: ["object", "null"] },
    },
  };
}

/** What may be said of a mapping: every value is jq, so that only the names are checked. */
export function mappingSchema(blueprints: Blueprint[]): Schema {
  const named = (names: string[]): Schema => ({ type: "object", properties: Object.fromEntries(names.map((name) => [name, {}])), additionalProperties: {} });
  const entity: Schema = {
    type: "object",
    required: ["identifier"],
    properties: {
      identifier: {},
      title: {},
      icon: {},
      team: {},
      properties: named(blueprints.flatMap((one) => Object.keys(one.schema.properties))),
      relations: named(blueprints.flatMap((one) => Object.keys(one.relations))),
    },
    additionalProperties: false,
  };
  const resource: Schema = {
    type: "object",
    required: ["blueprint", "entity"],
    properties: { itemsToParse: text, filter: text, blueprint: { type: "string", enum: blueprints.map((one) => one.identifier) }, entity, numberDuplicates: yesNo },
    additionalProperties: false,
  };
  return {
    type: "object",
    required: ["resources"],
    properties: { resources: { type: "array", items: resource }, createMissingRelatedEntities: yesNo, merge: yesNo },
    additionalProperties: false,
  };
}
