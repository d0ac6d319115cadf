import { describe, expect, it } from "vitest";
import { firstSuppositions } from "./suppositions";

describe("what a dry run supposes at first", () => {
  it("has the entity that it is about, a value for every input, an answer of everybody that is called, and the first choice of those who are asked", () => {
    const supposed = firstSuppositions({
      nodes: [
        { identifier: "start", config: { type: "SELF_SERVE_TRIGGER", contexts: [{ on: "ENTITY" }], userInputs: { properties: { name: { type: "string" }, size: { type: "number", default: 3 }, tier: { type: "string", default: { jqQuery: ".x" } } } } } },
        { identifier: "make", config: { type: "WEBHOOK" } },
        { identifier: "ask", config: { type: "INPUT", outlets: [{ identifier: "yes" }, { identifier: "no" }] } },
        { identifier: "join", config: { type: "JOIN" } },
      ],
      connections: [],
    });

    expect(supposed).toEqual({ entity: "", properties: { name: "", size: 3, tier: "" }, outputs: { make: {} }, outlets: { ask: "yes" }, failing: [] });
  });
});
