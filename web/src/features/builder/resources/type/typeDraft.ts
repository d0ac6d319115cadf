/** A type of resources while it is written: changes keep everything that they are not about. */
import type { ResourceType } from "@/api/resources";
import type { Json } from "@/api/types";
import { arranged, arrangementOf, placed } from "../../actions/arrangement";
import { isPart, namesOf, partOf, put, putIn, textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";

const stamped = ["shipped", "createdAt", "createdBy", "updatedAt", "updatedBy"];

/** What the server keeps about times and people is not written. */
export const editable = (type: ResourceType): Part => Object.fromEntries(Object.entries(type).filter(([key]) => !stamped.includes(key)));

export const specificationOf = (draft: Part) => partOf(draft["specification"]);

export const fieldsOf = (draft: Part) => partOf(specificationOf(draft)["properties"]);

/** The fields in the order of the form. */
export const orderOf = (draft: Part): string[] => arrangementOf(specificationOf(draft)).steps.flatMap((step) => step.names);

export const titleOfField = (draft: Part, name: string) => textOf(partOf(fieldsOf(draft)[name])["title"]) || name;

/** Whether a list of names in the definition has this one. */
export const isNamed = (list: Json | undefined, name: string) => namesOf(list).includes(name);

const withName = (list: Json | undefined, name: string, isIn: boolean): Json | undefined => {
  const others = namesOf(list).filter((one) => one !== name);
  const next = isIn ? (isNamed(list, name) ? namesOf(list) : [...others, name]) : others;
  return next.length > 0 ? next : undefined;
};

const renamed = (list: Json | undefined, before: string, after: string): Json | undefined => (Array.isArray(list) ? list.map((one) => (one === before ? after : one)) : list);

const withSpecification = (draft: Part, change: { [key: string]: Json | undefined }): Part => put(draft, { specification: put(specificationOf(draft), change) });

export function moved(draft: Part, name: string, by: 1 | -1): Part {
  const specification = specificationOf(draft);
  const arrangement = arrangementOf(specification);
  const at = (arrangement.steps[0]?.names.indexOf(name) ?? -1) + by;
  if (at < 0 || at >= (arrangement.steps[0]?.names.length ?? 0)) return draft;
  return put(draft, { specification: arranged(specification, placed(arrangement, name, 0, at)) });
}

export type EditedField = { name: string; field: Part; required: boolean; fixed: boolean; growing: boolean };

export function fieldOf(draft: Part, name: string): EditedField {
  return {
    name,
    field: partOf(fieldsOf(draft)[name]),
    required: isNamed(specificationOf(draft)["required"], name),
    fixed: isNamed(draft["fixed"], name),
    growing: isNamed(draft["growing"], name),
  };
}

/** The limits of a field move along when it is renamed. */
function renamedLimits(environments: Part, before: string, after: string): Part {
  return Object.fromEntries(
    Object.entries(environments).map(([name, one]) => {
      const limits = partOf(partOf(one)["limits"]);
      if (!isPart(one) || !(before in limits)) return [name, one];
      return [name, { ...one, limits: Object.fromEntries(Object.entries(limits).map(([field, limit]) => [field === before ? after : field, limit])) }];
    }),
  );
}

/** @param before what it was called; null for a new one */
export function withField(draft: Part, before: string | null, { name, field, required, fixed, growing }: EditedField): Part {
  const fields = fieldsOf(draft);
  const specification = specificationOf(draft);
  const isRenamed = before !== null && before !== name;
  const properties = before === null ? { ...fields, [name]: field } : Object.fromEntries(Object.entries(fields).map(([key, value]) => (key === before ? [name, field] : [key, value])));
  const list = (value: Json | undefined) => (isRenamed ? renamed(value, before, name) : value);
  const order = Array.isArray(specification["order"]) ? { order: before === null ? [...specification["order"], name] : list(specification["order"]) } : {};
  const after = withSpecification(draft, { properties, required: withName(list(specification["required"]), name, required), ...order });
  return put(after, {
    fixed: withName(list(draft["fixed"]), name, fixed),
    growing: withName(list(draft["growing"]), name, growing),
    ...(isRenamed && isPart(draft["environments"]) ? { environments: renamedLimits(draft["environments"], before, name) } : {}),
  });
}

export function withoutField(draft: Part, name: string): Part {
  const { [name]: _gone, ...properties } = fieldsOf(draft);
  const specification = specificationOf(draft);
  const without = (list: Json | undefined) => withName(list, name, false);
  const after = withSpecification(draft, { properties, required: without(specification["required"]), order: without(specification["order"]) });
  const environments = Object.fromEntries(Object.entries(partOf(draft["environments"])).map(([key, one]) => [key, isPart(one) && isPart(one["limits"]) ? putIn(one, "limits", { [name]: undefined }) : one]));
  return put(after, { fixed: without(draft["fixed"]), growing: without(draft["growing"]), ...(isPart(draft["environments"]) ? { environments } : {}) });
}

export const environmentOf = (draft: Part, environment: string) => partOf(partOf(draft["environments"])[environment]);

export const limitsOf = (draft: Part, environment: string, field: string) => partOf(partOf(environmentOf(draft, environment)["limits"])[field]);

/** With these terms of an environment changed. */
export const withTerms = (draft: Part, environment: string, change: { [key: string]: Json | undefined }): Part => put(draft, { environments: putIn(partOf(draft["environments"]), environment, change) });

/** With these limits of a field in an environment changed. */
export function withLimits(draft: Part, environment: string, field: string, change: { [key: string]: Json | undefined }): Part {
  const terms = environmentOf(draft, environment);
  const limits = putIn(partOf(terms["limits"]), field, change);
  return withTerms(draft, environment, { limits: Object.keys(limits).length > 0 ? limits : undefined });
}

/** A field as its input in an environment: with the limits that hold there. */
export const inputIn = (draft: Part, environment: string, field: string): Part => ({ ...partOf(fieldsOf(draft)[field]), ...limitsOf(draft, environment, field) });

export const priceOf = (draft: Part): Part[] => (Array.isArray(draft["price"]) ? draft["price"].map((line) => (isPart(line) ? line : {})) : []);
