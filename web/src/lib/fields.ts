import type { Blueprint, Entity, Json, Property, PropertyType, Relation, RelationValue } from "@/api/types";

/** Anything of an entity that can be a column, a filter, a sort or a group. */
export type Field = {
  id: string;
  title: string;
  kind: "property" | "relation" | "mirror" | "calculation" | "aggregation" | "meta";
  type: PropertyType | "relation" | "team";
  format?: string | undefined;
  property?: Property | undefined;
  relation?: Relation | undefined;
  required: boolean;
  editable: boolean;
};

type MetaTitles = Record<"$title" | "$identifier" | "$team" | "$createdAt" | "$updatedAt" | "$createdBy" | "$updatedBy", string>;

const meta = (id: string, title: string, extra: Partial<Field> = {}): Field => ({
  id,
  title,
  kind: "meta",
  type: "string",
  required: false,
  editable: false,
  ...extra,
});

/** Every field of a blueprint: name, owner, properties, relations, derived ones, then the rest of the metadata. */
export function fieldsOf(blueprint: Blueprint, titles: MetaTitles): Field[] {
  const required = new Set(blueprint.schema.required ?? []);
  const inherited = blueprint.ownership?.type === "Inherited";
  const properties = Object.entries(blueprint.schema.properties).map(
    ([id, property]): Field => ({
      id,
      title: property.title || id,
      kind: "property",
      type: property.type,
      format: property.format,
      property,
      required: required.has(id),
      editable: true,
    }),
  );
  const relations = Object.entries(blueprint.relations).map(
    ([id, relation]): Field => ({
      id,
      title: relation.title || id,
      kind: "relation",
      type: "relation",
      relation,
      required: relation.required === true,
      editable: true,
    }),
  );
  const derived = (id: string, kind: Field["kind"], title: string | undefined, property?: Property): Field => ({
    id,
    title: title || id,
    kind,
    type: property?.type ?? (kind === "aggregation" ? "number" : "string"),
    format: property?.format,
    property,
    required: false,
    editable: false,
  });
  return [
    meta("$title", titles.$title, { editable: true }),
    meta("$team", blueprint.ownership?.title || titles.$team, { type: "team", editable: !inherited }),
    ...properties,
    ...relations,
    ...Object.entries(blueprint.mirrorProperties).map(([id, mirror]) => derived(id, "mirror", mirror.title)),
    ...Object.entries(blueprint.calculationProperties).map(([id, one]) =>
      derived(id, "calculation", one.title, { ...one, enumColors: one.colorized ? one.colors : undefined }),
    ),
    ...Object.entries(blueprint.aggregationProperties).map(([id, one]) => derived(id, "aggregation", one.title, { ...one, type: "number" })),
    meta("$identifier", titles.$identifier),
    meta("$updatedAt", titles.$updatedAt, { format: "date-time" }),
    meta("$updatedBy", titles.$updatedBy, { format: "user" }),
    meta("$createdAt", titles.$createdAt, { format: "date-time" }),
    meta("$createdBy", titles.$createdBy, { format: "user" }),
  ];
}

export type FieldValue = Json | RelationValue | RelationValue[];

export function valueOf(entity: Entity, field: Field): FieldValue {
  switch (field.id) {
    case "$title":
      return entity.title || entity.identifier;
    case "$team":
      return entity.team ?? [];
    case "$identifier":
      return entity.identifier;
    case "$updatedAt":
      return entity.updatedAt ?? null;
    case "$updatedBy":
      return entity.updatedBy ?? null;
    case "$createdAt":
      return entity.createdAt ?? null;
    case "$createdBy":
      return entity.createdBy ?? null;
    default:
      return (field.kind === "relation" ? entity.relations[field.id] : entity.properties[field.id]) ?? null;
  }
}

export function isNumeric(field: Field): boolean {
  return field.type === "number";
}

export function isDate(field: Field): boolean {
  return field.format === "date-time" || field.format === "timer";
}

export function isLong(field: Field): boolean {
  return field.format === "markdown" || field.format === "yaml" || field.type === "object" || field.format === "proto";
}

/** Fields whose values repeat, so that grouping and picking from a list make sense. */
export function isGroupable(field: Field): boolean {
  if (isDate(field) || isLong(field) || field.format === "url" || ["$title", "$identifier"].includes(field.id)) return false;
  return field.type !== "array" || field.property?.items?.type === "string" || field.type === "array";
}

export function referenceOf(value: RelationValue): { identifier: string; title: string } {
  if (typeof value === "string") return { identifier: value, title: value };
  return { identifier: value.identifier, title: value.title || value.identifier };
}

export function referencesOf(value: unknown): { identifier: string; title: string }[] {
  if (value === null || value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((one) => referenceOf(one as RelationValue));
}
