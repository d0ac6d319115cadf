import { CompletionContext } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Blueprint } from "@/api/types";
import { blueprintSchema, entitySchema } from "@/lib/blueprintSchema";
import { completeJson, findJsonProblems } from "./jsonAssist";

const blueprint: Blueprint = {
  identifier: "service",
  schema: { properties: { tier: { type: "string", enum: ["one", "two"] }, replicas: { type: "number" }, public: { type: "boolean" } } },
  relations: { uses: { target: "service", many: true } },
  mirrorProperties: {},
  calculationProperties: {},
  aggregationProperties: {},
};
const schema = entitySchema(blueprint);

/** The bar stands for the cursor. */
function offered(text: string, of = schema): string[] {
  const pos = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", ""), extensions: [json()] });
  return completeJson(of)(new CompletionContext(state, pos, true))?.options.map((one) => one.displayLabel ?? one.label) ?? [];
}

function problems(text: string, of = schema) {
  const state = EditorState.create({ doc: text, extensions: [json()] });
  return findJsonProblems({ state }, of).map((one) => [state.sliceDoc(one.from, one.to), one.message]);
}

describe("the JSON editor", () => {
  it("completes names that are not there yet", () => {
    expect(offered('{"identifier": "a", |}')).toEqual(["title", "icon", "team", "properties", "relations"]);
    expect(offered('{"properties": {"tier": "one", "|"}}')).toEqual(["replicas", "public"]);
    expect(offered('{"properties": {"re|": 1}}')).toContain("replicas");
  });

  it("completes choices and yes or no", () => {
    expect(offered('{"properties": {"tier": "|"}}')).toEqual(["one", "two", "null"]);
    expect(offered('{"properties": {"tier": |}}')).toEqual(["one", "two", "null"]);
    expect(offered('{"properties": {"public": |}}')).toEqual(["true", "false"]);
  });

  it("completes targets of relations in a blueprint", () => {
    expect(offered('{"relations": {"system": {"target": "|"}}}', blueprintSchema([blueprint]))).toEqual(["service"]);
  });

  it("marks what does not fit, where it is", () => {
    expect(problems('{"identifier": "a", "colour": 1}')).toEqual([['"colour"', "There is no colour here"]]);
    expect(problems('{"properties": {"tier": "three"}}')).toEqual([['"tier"', "One of one, two, null"]]);
    expect(problems('{"properties": {"replicas": "2"}}')).toEqual([['"replicas"', "Expected: number, empty"]]);
    expect(problems('{"relations": {"uses": ["a", 1]}}')).toEqual([["1", "Expected: text"]]);
    expect(problems("{}", blueprintSchema([blueprint])).map(([, message]) => message)).toEqual(["identifier is missing", "schema is missing"]);
  });

  it("says first what is not JSON at all", () => {
    expect(problems('{"identifier": }')).toHaveLength(1);
  });
});
