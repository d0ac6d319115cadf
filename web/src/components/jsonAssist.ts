/** Completion and findings of a JSON editor, from a schema and the syntax tree. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { jsonParseLinter } from "@codemirror/lang-json";
import { syntaxTree } from "@codemirror/language";
import type { Diagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";
import type { Json } from "@/api/types";
import { findingsOf, schemaAt, typesOf } from "@/lib/jsonSchema";
import type { Path, Schema } from "@/lib/jsonSchema";

const values = new Set(["Object", "Array", "String", "Number", "True", "False", "Null"]);

function nameOf(property: SyntaxNode, state: EditorState): string {
  const name = property.getChild("PropertyName");
  if (!name) return "";
  try {
    return JSON.parse(state.sliceDoc(name.from, name.to)) as string;
  } catch {
    return state.sliceDoc(name.from + 1, name.to);
  }
}

const itemsOf = (array: SyntaxNode) => {
  const items: SyntaxNode[] = [];
  for (let child = array.firstChild; child; child = child.nextSibling) if (values.has(child.name)) items.push(child);
  return items;
};

/** Where a node stands, as names and numbers from the top. */
function pathOf(node: SyntaxNode, state: EditorState): Path {
  const path: Path = [];
  for (let here: SyntaxNode | null = node; here; here = here.parent) {
    if (here.name === "Property") path.unshift(nameOf(here, state));
    else if (here.parent?.name === "Array" && values.has(here.name)) {
      const { from } = here;
      path.unshift(itemsOf(here.parent).findIndex((item) => item.from === from));
    }
  }
  return path;
}

function nodeAt(state: EditorState, path: Path): SyntaxNode | null {
  let here: SyntaxNode | null = syntaxTree(state).topNode.firstChild;
  for (const step of path) {
    if (!here) return null;
    if (typeof step === "number") here = itemsOf(here)[step] ?? null;
    else {
      const property: SyntaxNode | undefined = here.getChildren("Property").find((one) => nameOf(one, state) === step);
      here = property?.lastChild ?? null;
    }
  }
  return here;
}

/** What does not parse, or else what does not fit the schema. */
export function findJsonProblems(view: Pick<EditorView, "state">, schema: Schema | undefined): Diagnostic[] {
  const { state } = view;
  if (state.doc.length === 0) return [];
  const broken = jsonParseLinter()(view as EditorView);
  if (broken.length > 0 || !schema) return broken;
  return findingsOf(JSON.parse(state.doc.toString()) as Json, schema).map(({ path, message }) => {
    const node = nodeAt(state, path);
    const mark = node?.parent?.name === "Property" ? (node.parent.getChild("PropertyName") ?? node) : node;
    const from = mark?.from ?? 0;
    return { from, to: Math.min(mark?.to ?? 1, state.doc.lineAt(from).to), severity: "error", message };
  });
}

const beginnings: Record<string, string> = { object: "{}", array: "[]", string: '""' };

function nameCompletions(container: SyntaxNode, at: SyntaxNode, context: CompletionContext, schema: Schema): CompletionResult | null {
  const shape = schemaAt(schema, pathOf(container, context.state));
  if (!shape?.properties) return null;
  const naming = at.name === "PropertyName";
  const current = naming && at.parent ? nameOf(at.parent, context.state) : null;
  const taken = new Set(container.getChildren("Property").map((one) => nameOf(one, context.state)));
  const followed = naming && at.nextSibling !== null && at.nextSibling.name !== "⚠";
  const options = Object.entries(shape.properties).flatMap(([name, inner]): Completion[] => {
    if (taken.has(name) && name !== current) return [];
    const begin = beginnings[typesOf(inner)[0] ?? ""] ?? "";
    const insert = followed ? JSON.stringify(name) : `${JSON.stringify(name)}: ${begin}`;
    const option: Completion = { label: JSON.stringify(name), displayLabel: name, type: "property", detail: typesOf(inner).filter((type) => type !== "null").join(" | ") };
    return [{
      ...option,
      ...(inner.description ? { info: inner.description } : {}),
      apply: (view, _completion, from, to) => {
        const inside = insert.length - (begin === "" || followed ? 0 : 1);
        view.dispatch({ changes: { from, to: naming ? Math.max(to, at.to) : to, insert }, selection: { anchor: from + inside } });
      },
    }];
  });
  return { from: naming ? at.from : context.pos, options };
}

function valueCompletions(at: SyntaxNode, path: Path, context: CompletionContext, schema: Schema): CompletionResult | null {
  const shape = schemaAt(schema, path);
  const choices = shape?.enum ?? (typesOf(shape).includes("boolean") ? [true, false] : null);
  if (!choices) return null;
  const inside = values.has(at.name) && at.name !== "Array" && at.name !== "Object";
  return {
    from: inside ? at.from : context.pos,
    ...(inside ? { to: at.to } : {}),
    filter: !inside || context.pos < at.to,
    options: choices.map((value) => ({ label: JSON.stringify(value), displayLabel: String(value), type: "enum" })),
  };
}

/** Names that are still free where a name goes, choices where a value goes. */
export function completeJson(schema: Schema) {
  return (context: CompletionContext): CompletionResult | null => {
    const at = syntaxTree(context.state).resolveInner(context.pos, -1);
    const near = values.has(at.name) || at.name === "Property" || at.name === "PropertyName" ? at : (at.parent ?? at);
    if (near.name === "PropertyName" && near.parent?.parent) return nameCompletions(near.parent.parent, near, context, schema);
    if (near.name === "Object") return context.explicit || context.matchBefore(/["\w]/) ? nameCompletions(near, near, context, schema) : null;
    if (near.name === "Property") return valueCompletions(near, pathOf(near, context.state), context, schema);
    if (near.name === "Array") return valueCompletions(near, [...pathOf(near, context.state), 0], context, schema);
    return values.has(near.name) ? valueCompletions(near, pathOf(near, context.state), context, schema) : null;
  };
}
