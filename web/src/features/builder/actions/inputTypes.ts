/** What an input takes: its type, and the formats that a type can have. */
import { partOf, put, textOf } from "./draft";
import type { Part } from "./draft";

export const types = ["string", "number", "boolean", "array", "object"] as const;

export type InputType = (typeof types)[number];

export const formats = ["date-time", "url", "email", "ipv4", "ipv6", "yaml", "entity", "user", "team", "proto", "markdown", "multi-line", "labeled-url"] as const;

export type Format = (typeof formats)[number];

export const typeOf = (input: Part): InputType => types.find((one) => one === input["type"]) ?? "string";

/** What says what one value is: the input itself, or the items of a list. */
export const singleOf = (input: Part): Part => (typeOf(input) === "array" ? partOf(input["items"]) : input);

export const withSingle = (input: Part, single: Part): Part => (typeOf(input) === "array" ? put(input, { items: Object.keys(single).length > 0 ? single : undefined }) : single);

export const formatOf = (input: Part) => textOf(singleOf(input)["format"]);

const ofType = ["format", "enum", "enumColors", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "items", "default", "blueprint", "dataset", "sort", "encryption"];

/** Another type: what only the old one could have is gone. */
export function retyped(input: Part, type: InputType): Part {
  const rest = Object.fromEntries(Object.entries(input).filter(([key]) => !ofType.includes(key)));
  return { ...rest, type, ...(type === "array" ? { items: { type: "string" } } : {}) };
}

/** Another format: choices, patterns and what entities may be chosen do not outlast it. */
export function reformatted(single: Part, format: string | undefined): Part {
  const { enum: _enum, enumColors: _colors, pattern: _pattern, blueprint: _blueprint, dataset: _dataset, sort: _sort, default: _default, ...rest } = single;
  return format === single["format"] ? single : put(rest, { format });
}
