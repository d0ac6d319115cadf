import { describe, expect, it } from "vitest";
import type { Origin } from "@/api/deliveries";
import { inheritedOf, isLines, linesOf, overruledBy, propertyOf, readLines, sectionsOf, treeOf, valueAt } from "./draft";

const schema = {
  properties: {
    name: { type: "string" },
    image: { title: "Image", properties: { repository: { type: "string", title: "Repository" }, pull: { type: "string" } } },
    replicas: { type: "integer", title: "Replicas" },
    cpuLimit: { type: "string" },
    env: { type: "object", additionalProperties: { type: "string" } },
  },
};

const origin: Origin = { layer: "environment", source: "e", line: 1, value: 4, shadowed: [{ layer: "service", source: "s", value: 3 }, { layer: "chart", source: "c", value: 2 }] };

describe("the form of values", () => {
  it("has what is common first, and nothing that follows from elsewhere", () => {
    const sections = sectionsOf(schema, { common: "Common", others: "More" });
    expect(sections.map((one) => [one.title, one.fields.map((field) => field.pointer)])).toEqual([
      ["Common", ["/image/repository", "/replicas", "/env"]],
      ["More", ["/cpuLimit"]],
      ["Image", ["/image/pull"]],
    ]);
    expect(sections[0]?.fields[0]?.title).toBe("Image: Repository");
  });

  it("takes whole numbers as numbers and names what has no title", () => {
    expect(propertyOf({ pointer: "/replicas", schema: schema.properties.replicas })).toEqual({ type: "number", title: "Replicas" });
    expect(propertyOf({ pointer: "/cpuLimit", schema: { type: "string" } }).title).toBe("cpuLimit");
  });

  it("writes texts by name as lines, and reads them again", () => {
    expect(isLines({ pointer: "/env", schema: schema.properties.env })).toBe(true);
    expect(linesOf({ LOG: "a=b", EMPTY: "" })).toBe("LOG=a=b\nEMPTY=");
    expect(readLines("LOG=a=b\n\nEMPTY")).toEqual({ LOG: "a=b", EMPTY: "" });
    expect(readLines(" \n")).toBeNull();
  });

  it("finds a value by its path, and nothing in what cannot be read", () => {
    expect(valueAt(treeOf("image:\n  repository: x\n"), "/image/repository")).toBe("x");
    expect(valueAt(treeOf("a: [1"), "/a")).toBeUndefined();
  });

  it("says what counts without the file, and what counts in spite of it", () => {
    const origins = new Map([["/replicas", origin]]);
    expect(inheritedOf(origins, "/replicas", "service")).toEqual({ value: 2, layer: "chart" });
    expect(inheritedOf(origins, "/replicas", "environment")).toEqual({ value: 3, layer: "service" });
    expect(overruledBy(origins, "/replicas", "service")).toEqual({ value: 4, layer: "environment" });
    expect(overruledBy(origins, "/replicas", "environment")).toBeNull();
  });
});
