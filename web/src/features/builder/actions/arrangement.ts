/** The inputs of a form in their order: in steps or not, with headings between them. */
import { formOf, isPart, namesOf, partOf, put, textOf, withTrigger } from "./draft";
import type { Part } from "./draft";

/** @param written everything said about the step but its order */
export type FormStep = { written: Part; names: string[] };

/** @param stepped whether the form is filled in step by step; otherwise there is one step, which is none */
export type Arrangement = { stepped: boolean; steps: FormStep[] };

const known = (form: Part) => [...Object.keys(partOf(form["properties"])), ...Object.keys(partOf(form["titles"]))];

export function arrangementOf(form: Part): Arrangement {
  const all = known(form);
  const fitting = (names: string[]) => [...new Set(names)].filter((name) => all.includes(name));
  const written = Array.isArray(form["steps"]) ? form["steps"].filter(isPart) : [];
  if (written.length === 0) {
    const order = fitting(namesOf(form["order"]));
    return { stepped: false, steps: [{ written: {}, names: [...order, ...all.filter((name) => !order.includes(name))] }] };
  }
  const steps = written.map(({ order, ...rest }) => ({ written: rest, names: fitting(namesOf(order)) }));
  const placed = steps.flatMap((step) => step.names);
  const last = steps[steps.length - 1]!;
  last.names = [...last.names, ...all.filter((name) => !placed.includes(name))];
  return { stepped: true, steps };
}

export function arranged(form: Part, { stepped, steps }: Arrangement): Part {
  const { order: _order, steps: _steps, ...rest } = form;
  return stepped ? { ...rest, steps: steps.map(({ written, names }) => ({ ...written, order: names })) } : { ...rest, order: steps.flatMap((step) => step.names) };
}

export const arrange = (draft: Part, arrangement: Arrangement): Part => withTrigger(draft, { userInputs: arranged(formOf(draft), arrangement) });

/** Puts an input or a heading before the one at a place, counted without itself. */
export function placed(arrangement: Arrangement, name: string, step: number, at: number): Arrangement {
  const without = arrangement.steps.map((one) => ({ ...one, names: one.names.filter((other) => other !== name) }));
  return { ...arrangement, steps: without.map((one, index) => (index === step ? { ...one, names: [...one.names.slice(0, at), name, ...one.names.slice(at)] } : one)) };
}

/** One place up or down, over the edge of a step into the next. */
export function nudged(arrangement: Arrangement, name: string, by: 1 | -1): Arrangement {
  const step = arrangement.steps.findIndex((one) => one.names.includes(name));
  const names = arrangement.steps[step]?.names ?? [];
  const at = names.indexOf(name) + by;
  if (at >= 0 && at < names.length) return placed(arrangement, name, step, at);
  const next = arrangement.steps[step + by];
  return next ? placed(arrangement, name, step + by, by === 1 ? 0 : next.names.length) : arrangement;
}

export function stepNudged(arrangement: Arrangement, at: number, by: 1 | -1): Arrangement {
  const other = at + by;
  if (!arrangement.steps[at] || !arrangement.steps[other]) return arrangement;
  const steps = [...arrangement.steps];
  [steps[at], steps[other]] = [steps[other]!, steps[at]!];
  return { ...arrangement, steps };
}

/** The first step takes what is there; each other one begins empty. */
export function withStep(arrangement: Arrangement, title: string): Arrangement {
  if (!arrangement.stepped) return { stepped: true, steps: [{ written: { title }, names: arrangement.steps[0]?.names ?? [] }] };
  return { ...arrangement, steps: [...arrangement.steps, { written: { title }, names: [] }] };
}

export const stepWritten = (arrangement: Arrangement, at: number, written: Part): Arrangement => ({ ...arrangement, steps: arrangement.steps.map((step, index) => (index === at ? { ...step, written } : step)) });

/** What the step asks for goes to the one before it, or behind it where there is none. */
export function withoutStep({ steps }: Arrangement, at: number): Arrangement {
  const gone = steps[at]!;
  const rest = steps.filter((_, index) => index !== at);
  if (rest.length === 0) return { stepped: false, steps: [{ written: {}, names: gone.names }] };
  const taker = Math.max(0, at - 1);
  return { stepped: true, steps: rest.map((step, index) => (index !== taker ? step : { ...step, names: at === 0 ? [...gone.names, ...step.names] : [...step.names, ...gone.names] })) };
}

type Named = "properties" | "titles";

/** Puts an input or a heading in the place of another, or at the end; what names the old one names the new one then. */
export function withNamed(draft: Part, kind: Named, before: string | null, name: string, value: Part): Part {
  const form = formOf(draft);
  const all = partOf(form[kind]);
  if (before === null || !(before in all)) {
    const grown = { ...form, [kind]: { ...all, [name]: value } };
    const { stepped, steps } = arrangementOf(form);
    const last = steps.length - 1;
    return withTrigger(draft, { userInputs: arranged(grown, { stepped, steps: steps.map((step, at) => (at === last ? { ...step, names: [...step.names.filter((one) => one !== name), name] } : step)) }) });
  }
  const replaced = Object.fromEntries(Object.entries(all).map(([key, one]) => (key === before ? [name, value] : [key, one])));
  return withTrigger(draft, { userInputs: renamed({ ...form, [kind]: replaced }, before, name) });
}

export function withoutNamed(draft: Part, kind: Named, name: string): Part {
  const form = formOf(draft);
  const { [name]: _gone, ...rest } = partOf(form[kind]);
  const cleaned = renamed({ ...form, [kind]: rest }, name, null);
  return withTrigger(draft, { userInputs: kind === "titles" && Object.keys(rest).length === 0 ? put(cleaned, { titles: undefined }) : cleaned });
}

function renamed(form: Part, before: string, after: string | null): Part {
  if (before === after) return form;
  const inNames = (names: Part[string] | undefined) => (Array.isArray(names) ? names.flatMap((one) => (one !== before ? [one] : after === null ? [] : [after])) : names);
  const steps = Array.isArray(form["steps"]) ? form["steps"].map((step) => (isPart(step) ? put(step, { order: inNames(step["order"]) }) : step)) : undefined;
  const properties = Object.fromEntries(Object.entries(partOf(form["properties"])).map(([name, input]) => [name, isPart(input) && "dependsOn" in input ? put(input, { dependsOn: inNames(input["dependsOn"]) }) : input]));
  return put(form, { properties: Object.keys(properties).length > 0 || "properties" in form ? properties : undefined, order: inNames(form["order"]), required: inNames(form["required"]), steps });
}

export const isRequired = (form: Part, name: string) => namesOf(form["required"]).includes(name);

/** Leaves a list that is worked out as it is. */
export function withRequired(draft: Part, name: string, required: boolean): Part {
  const form = formOf(draft);
  if (isPart(form["required"])) return draft;
  const others = namesOf(form["required"]).filter((one) => one !== name);
  if (isRequired(form, name) === required) return draft;
  return withTrigger(draft, { userInputs: { ...form, required: required ? [...others, name] : others } });
}

export const titleOfNamed = (form: Part, name: string) => textOf(partOf(partOf(form["properties"])[name])["title"]) || textOf(partOf(partOf(form["titles"])[name])["title"]) || name;
