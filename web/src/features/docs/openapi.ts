import { description } from "virtual:api-description";

export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  pattern?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
};

export type Parameter = { name: string; in: "path" | "query" | "header" | "cookie"; required?: boolean; description?: string; schema: Schema };

type Content = { content?: Record<string, { schema?: Schema }> };

type Described = {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content & { description: string }>;
  security?: unknown[];
  "x-requires"?: string;
};

export type Description = {
  info: { description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

export type Operation = Described & { method: string; path: string; area: string };

const { paths, tags, info, components } = description;

export const introduction = info.description.split("\n\n");

export const operations: Operation[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path, area: operation.tags?.[0] ?? "" })),
);

export const areas = tags.map((tag) => ({ ...tag, operations: operations.filter((one) => one.area === tag.name) }));

/** Whether all words are somewhere in it. */
export function matches(operation: Operation, q: string): boolean {
  const text = [operation.method, operation.path, operation.summary, operation.description, operation.operationId, operation["x-requires"], operation.area].join(" ").toLowerCase();
  return q.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

export function schemaOf(content: Content | undefined): Schema | undefined {
  return Object.values(content?.content ?? {})[0]?.schema;
}

/** The schema itself, and the name it is known by. Of a choice between one and null, the one. */
export function resolve(schema: Schema): { schema: Schema; name?: string | undefined } {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return { schema: components.schemas[name] ?? {}, name };
  }
  const real = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.filter((one) => one.type !== "null");
  return real?.length === 1 && real[0] ? resolve(real[0]) : { schema };
}

export function isNullable(schema: Schema): boolean {
  return (Array.isArray(schema.type) && schema.type.includes("null")) || (schema.anyOf ?? []).some((one) => one.type === "null");
}

export function typeOf(schema: Schema): string | undefined {
  return Array.isArray(schema.type) ? schema.type.filter((one) => one !== "null").join(" | ") : schema.type;
}

const placeholder = (name: string) => name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();

/** A value that fits, with what is required and nothing else. */
function sample(schema: Schema, name: string, above: string[]): unknown {
  const { schema: own, name: known } = resolve(schema);
  if (known && above.includes(known)) return {};
  const inside = known ? [...above, known] : above;
  if (own.default !== undefined) return own.default;
  if (own.enum) return own.enum[0];
  const type = typeOf(own);
  if (type === "array") return own.items ? [sample(own.items, name, inside)] : [];
  if (own.properties) {
    const entries = Object.entries(own.properties);
    const needed = entries.filter(([key]) => own.required?.includes(key));
    return Object.fromEntries((needed.length > 0 ? needed : entries.slice(0, 2)).map(([key, one]) => [key, sample(one, key, inside)]));
  }
  if (type === "integer" || type === "number") return own.minimum ?? 1;
  if (type === "boolean") return true;
  return type === "string" ? placeholder(name) : {};
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

export function curl(operation: Operation, origin: string): string {
  const needed = (operation.parameters ?? []).filter((one) => one.required && one.in === "query");
  const query = needed.map((one) => `${one.name}=${placeholder(one.name)}`).join("&");
  const address = origin + operation.path.replaceAll(/{(\w+)}/g, (_, name: string) => placeholder(name)) + (query ? `?${query}` : "");
  const body = schemaOf(operation.requestBody);
  return [
    `curl${operation.method === "GET" ? "" : ` -X ${operation.method}`} ${quoted(address)}`,
    ...(operation.security?.length === 0 ? [] : [`-H "Authorization: Bearer $FAIRWAY_TOKEN"`]),
    ...(body ? [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(sample(body, "value", []), null, 2))}`] : []),
  ].join(" \\\n  ");
}
