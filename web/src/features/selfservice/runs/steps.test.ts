import { expect, test } from "vitest";
import type { NodeRun, WorkflowNode } from "@/api/workflows";
import { markOf, toCome } from "./steps";

const step = (nodeUid: string, more: Partial<NodeRun> = {}) => ({ nodeUid, direction: "FORWARD", state: "ENDED", result: "SUCCESS", type: "WEBHOOK", ...more }) as NodeRun;
const node = (identifier: string) => ({ identifier, config: { type: "WEBHOOK" } }) as WorkflowNode;

test("names what may still come behind what goes on, and nothing that was passed by", () => {
  const nodes = ["ask", "if", "a", "b", "end"].map(node);
  const connections = [
    ["ask", "if"],
    ["if", "a"],
    ["if", "b"],
    ["a", "end"],
  ].map(([sourceIdentifier, targetIdentifier]) => ({ sourceIdentifier: sourceIdentifier!, targetIdentifier: targetIdentifier! }));
  const begun = [step("ask"), step("if"), step("a", { state: "OPEN", result: null })];
  expect(toCome(nodes, connections, begun).map((one) => one.identifier)).toEqual(["end"]);
});

test("tells waiting from running", () => {
  expect(markOf(step("a", { state: "OPEN", result: null, type: "INPUT" }))).toBe("waiting");
  expect(markOf(step("a", { state: "SENT", result: null }))).toBe("running");
  expect(markOf(step("a", { state: "UNKNOWN", result: null }))).toBe("waiting");
  expect(markOf(step("a", { result: "FAILED" }))).toBe("failed");
  expect(markOf(undefined)).toBe("later");
});
