import { describe, expect, it } from "vitest";
import { fieldOf, inputIn, moved, orderOf, withField, withLimits, withoutField, withTerms } from "./typeDraft";

const type = {
  identifier: "cache",
  xOwn: { kept: true },
  specification: { properties: { memory: { type: "number", minimum: 1, note: "kept" }, users: { type: "number" } }, required: ["memory"], order: ["users", "memory"] },
  growing: ["memory"],
  environments: { production: { limits: { memory: { default: 64, maximum: 256 } }, graceDays: 7 } },
};

describe("a type of resources while it is written", () => {
  it("keeps what a change is not about", () => {
    const after = withField(type, "users", { ...fieldOf(type, "users"), required: true });
    expect(after).toEqual({ ...type, specification: { ...type.specification, required: ["memory", "users"] } });
  });

  it("takes limits and marks along when a field is renamed", () => {
    const after = withField(type, "memory", { ...fieldOf(type, "memory"), name: "size" });
    expect(after).toEqual({
      ...type,
      specification: { properties: { size: type.specification.properties.memory, users: { type: "number" } }, required: ["size"], order: ["users", "size"] },
      growing: ["size"],
      environments: { production: { limits: { size: { default: 64, maximum: 256 } }, graceDays: 7 } },
    });
  });

  it("leaves nothing of a field that is gone", () => {
    expect(withoutField(type, "memory")).toEqual({
      identifier: "cache",
      xOwn: { kept: true },
      specification: { properties: { users: { type: "number" } }, order: ["users"] },
      environments: { production: { graceDays: 7 } },
    });
  });

  it("shows fields in their order, and moves them", () => {
    expect(orderOf(type)).toEqual(["users", "memory"]);
    expect(orderOf(moved(type, "memory", -1))).toEqual(["memory", "users"]);
    expect(moved(type, "users", -1)).toBe(type);
  });

  it("lets an environment say otherwise, and nothing again", () => {
    const after = withLimits(type, "staging", "memory", { maximum: 32 });
    expect(inputIn(after, "staging", "memory")).toEqual({ type: "number", minimum: 1, maximum: 32, note: "kept" });
    expect(inputIn(after, "development", "memory")).toEqual(type.specification.properties.memory);
    expect(withLimits(after, "staging", "memory", { maximum: undefined })).toEqual(type);
    expect(withTerms(type, "production", { graceDays: undefined, limits: undefined })).toEqual({ ...type, environments: {} });
  });
});
