import { expect, test } from "vitest";
import { arrange, arrangementOf, nudged, placed, withNamed, withoutNamed, withoutStep, withRequired, withStep } from "./arrangement";
import { formOf, put, putIn } from "./draft";
import type { Part } from "./draft";

const input = { type: "string", "x-own": 1 };
const stepped: Part = {
  kept: true,
  trigger: { type: "self-service", userInputs: { properties: { a: input, b: { ...input, dependsOn: ["a"] }, c: input }, required: ["a"], steps: [{ title: "One", order: ["a"], visible: true }, { title: "Two", order: ["b"] }], "x-own": 2 } },
};
const names = (draft: Part) => arrangementOf(formOf(draft)).steps.map((step) => step.names);

test("lists inputs in their order, and those that no order names last", () => {
  expect(names(stepped)).toEqual([["a"], ["b", "c"]]);
  expect(arrangementOf({ properties: { a: input, b: input }, order: ["b", "gone"] })).toEqual({ stepped: false, steps: [{ written: {}, names: ["b", "a"] }] });
});

test("moves an input over the edge of a step, and keeps what it does not know", () => {
  const moved = arrange(stepped, nudged(arrangementOf(formOf(stepped)), "a", 1));
  expect(names(moved)).toEqual([[], ["a", "b", "c"]]);
  expect(moved["kept"]).toBe(true);
  expect(formOf(moved)["x-own"]).toBe(2);
  expect(formOf(moved)["steps"]).toEqual([{ title: "One", visible: true, order: [] }, { title: "Two", order: ["a", "b", "c"] }]);
});

test("drops an input at a place", () => {
  expect(placed(arrangementOf(formOf(stepped)), "c", 0, 0).steps.map((step) => step.names)).toEqual([["c", "a"], ["b"]]);
});

test("cuts a form into steps, and makes one of it again", () => {
  const flat = arrangementOf({ properties: { a: input, b: input } });
  const cut = withStep(withStep(flat, "One"), "Two");
  expect(cut.steps.map((step) => step.names)).toEqual([["a", "b"], []]);
  expect(withoutStep(withoutStep(cut, 1), 0)).toEqual(flat);
});

test("a new name of an input stands wherever the old one stood", () => {
  const form = formOf(withNamed(stepped, "properties", "a", "z", input));
  expect(Object.keys(form["properties"] as Part)).toEqual(["z", "b", "c"]);
  expect(form["required"]).toEqual(["z"]);
  expect((form["properties"] as Record<string, Part>)["b"]?.["dependsOn"]).toEqual(["z"]);
  expect((form["steps"] as Part[])[0]?.["order"]).toEqual(["z"]);
});

test("an input that is removed is gone from every list", () => {
  const form = formOf(withoutNamed(stepped, "properties", "a"));
  expect(form["required"]).toEqual([]);
  expect((form["properties"] as Record<string, Part>)["b"]?.["dependsOn"]).toEqual([]);
});

test("a list of required inputs that is worked out stays", () => {
  const worked = { trigger: { userInputs: { properties: { a: input }, required: { jqQuery: "[]" } } } };
  expect(withRequired(worked, "a", true)).toEqual(worked);
  expect(formOf(withRequired(stepped, "b", true))["required"]).toEqual(["a", "b"]);
});

test("takes away what is left empty, and keeps empty text that was there", () => {
  expect(put({ a: "", b: 1 }, { b: undefined })).toEqual({ a: "" });
  expect(putIn({ items: { type: "string" } }, "items", { type: "" })).toEqual({});
});
