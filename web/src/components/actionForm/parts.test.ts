import { expect, test } from "vitest";
import type { Preview } from "@/api/selfservice";
import { current, errorsOf, inputsOf, stepsOf } from "./parts";

const input = { type: "string" } as const;

test("puts inputs in their order, cut by titles, and those that no order names last", () => {
  const [step, ...others] = stepsOf({ properties: { a: input, b: input, c: input }, order: ["b", "where", "a"], titles: { where: { title: "Where" } } });
  expect(others).toEqual([]);
  expect(step?.parts.map((part) => [part.title, part.inputs])).toEqual([
    [null, ["b"]],
    ["Where", ["a", "c"]],
  ]);
});

test("makes a step of each that the form names", () => {
  const steps = stepsOf({ properties: { a: input, b: input, c: input }, steps: [{ title: "One", order: ["a"] }, { title: "Two", order: ["b"] }] });
  expect(steps.map((step) => [step.title, inputsOf(step)])).toEqual([
    ["One", ["a"]],
    ["Two", ["b", "c"]],
  ]);
});

test("leaves out steps and titles that do not show", () => {
  const form = { properties: { a: input, b: input }, steps: [{ title: "One", order: ["a"] }, { title: "Two", order: ["t", "b"] }], titles: { t: { title: "Where" } } };
  expect(stepsOf(form, { steps: [0], titles: ["t"] }).map((step) => [step.title, step.parts.map((part) => part.title)])).toEqual([["Two", [null]]]);
});

test("shows what a rule denies at the input that it reads", () => {
  const preview: Preview = {
    values: {},
    inputs: { region: { schema: input, visible: true, disabled: false, required: false, denied: [] } },
    hidden: { steps: [], titles: [] },
    problems: [{ path: "properties.name", message: "is required" }],
    verdict: { decision: "DENIED", approvals: [], rules: [{ identifier: "eu", version: 1, title: "EU", outcome: "DENIED", message: "EU only", inputs: ["region", "gone"] }] },
    plan: null,
    mayGoAhead: false,
    hold: null,
  };
  expect(errorsOf(preview)).toEqual({ name: "is required", region: "EU only" });
});

test("says nothing of a value that has changed since it was judged", () => {
  const errors = { name: "is required", team: "is required", size: "is too large" };
  expect(current(errors, { name: "kiosk", size: 9 }, { size: 9 })).toEqual({ team: "is required", size: "is too large" });
  expect(current(errors, { name: null }, {})).toEqual(errors);
});
