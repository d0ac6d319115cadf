import type { ActionForm, FormPreview, Preview, Values } from "@/api/selfservice";

export type Part = { id: string; title: string | null; description?: string | undefined; inputs: string[] };

export type Step = { title: string | null; parts: Part[] };

/** The inputs of a form in their order, cut where a title stands; what no order names comes last. */
function partsOf(form: ActionForm, order: string[], rest: string[]): Part[] {
  const parts: Part[] = [{ id: "", title: null, inputs: [] }];
  for (const name of [...order, ...rest]) {
    const title = form.titles?.[name];
    if (title) parts.push({ id: name, title: title.title, description: title.description, inputs: [] });
    else if (form.properties?.[name]) parts[parts.length - 1]!.inputs.push(name);
  }
  return parts.filter((part) => part.inputs.length > 0);
}

/** One step for each that the form names and shows, or a single one. */
export function stepsOf(form: ActionForm, hidden: FormPreview["hidden"] = { steps: [], titles: [] }): Step[] {
  const withoutTitles = (step: Step): Step => ({ ...step, parts: step.parts.map((part) => (hidden.titles.includes(part.id) ? { ...part, title: null, description: undefined } : part)) });
  return allSteps(form)
    .filter((_, at) => !hidden.steps.includes(at))
    .map(withoutTitles);
}

function allSteps(form: ActionForm): Step[] {
  const names = Object.keys(form.properties ?? {});
  if (!form.steps || form.steps.length === 0) {
    const order = form.order ?? [];
    return [{ title: null, parts: partsOf(form, order, names.filter((name) => !order.includes(name))) }];
  }
  const placed = form.steps.flatMap((step) => step.order);
  const rest = names.filter((name) => !placed.includes(name));
  return form.steps.map((step, at) => ({ title: step.title, parts: partsOf(form, step.order, at === form.steps!.length - 1 ? rest : []) }));
}

export function inputsOf(step: Step): string[] {
  return step.parts.flatMap((part) => part.inputs);
}

/** What is wrong with the values, by input. */
export function problemsOf(preview: FormPreview | null | undefined): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of preview?.problems ?? []) errors[path.replace(/^properties\./, "").replace(/[.[].*$/, "")] ??= message;
  return errors;
}

/** Without what was said of values that have changed since. */
export function current(errors: Record<string, string>, values: Values, judged: Values | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !(name in values) || JSON.stringify(values[name]) === JSON.stringify(judged?.[name] ?? null)));
}

/** What is wrong, by input: what the form says first, then what the rules deny for its sake. */
export function errorsOf(preview: Preview | undefined): Record<string, string> {
  const errors = problemsOf(preview);
  for (const rule of preview?.verdict.rules ?? []) {
    if (rule.outcome !== "DENIED" || !rule.message) continue;
    for (const name of rule.inputs) if (preview?.inputs[name]?.visible) errors[name] ??= rule.message;
  }
  return errors;
}
