import { describe, expect, it } from "vitest";
import type { Blueprint } from "@/api/types";
import { fieldsOf } from "@/lib/fields";
import { cycleSort, moveColumn, shiftColumn } from "./columns";
import { operatorsOf, valueKindOf } from "./operators";
import { arrange, columnsFromText, columnsToText, searchFrom, sortFromText, sortToText, viewFrom } from "./view";

const blueprint: Blueprint = {
  identifier: "service",
  title: "Service",
  schema: {
    properties: {
      health: { type: "string", enum: ["Healthy", "Failing"] },
      replicas: { type: "number" },
      tags: { type: "array", items: { type: "string" } },
      deployed: { type: "string", format: "date-time" },
      readme: { type: "string", format: "markdown" },
    },
    required: ["health"],
  },
  relations: { domain: { target: "domain" } },
  mirrorProperties: {},
  calculationProperties: {},
  aggregationProperties: { alerts: { target: "alert", calculationSpec: { calculationBy: "entities", func: "count" } } },
  ownership: { type: "Inherited", path: "domain" },
};

const fields = fieldsOf(blueprint, { $title: "Name", $identifier: "Identifier", $team: "Owner", $createdAt: "Created", $updatedAt: "Updated", $createdBy: "By", $updatedBy: "By" });
const field = (id: string) => fields.find((one) => one.id === id)!;

describe("a table view", () => {
  it("survives the way through the address", () => {
    const columns = [{ id: "$title", width: 240 }, { id: "a:b,c", pinned: true as const }, { id: "health" }];
    expect(columnsFromText(columnsToText(columns))).toEqual(columns.map((one) => ({ pinned: undefined, width: undefined, ...one })));
    const sort = [{ property: "a:b", order: "DESC" as const }, { property: "$title", order: "ASC" as const }];
    expect(sortFromText(sortToText(sort))).toEqual(sort);
  });

  it("keeps the title first, then what is pinned, and drops what is gone", () => {
    const shown = arrange([{ id: "gone" }, { id: "health" }, { id: "replicas", pinned: true }], fields);
    expect(shown.map((one) => one.id)).toEqual(["$title", "replicas", "health"]);
  });

  it("takes the address over the saved view over the default", () => {
    const saved = { group: "health", sort: [{ property: "replicas", order: "DESC" as const }] };
    expect(viewFrom({}, saved, fields, true).group).toBe("health");
    expect(viewFrom({ group: "" }, saved, fields, true).group).toBeUndefined();
    expect(viewFrom({ sort: "" }, saved, fields, true).sort).toEqual([]);
    expect(viewFrom({}, {}, fields, true).columns.map((one) => one.id)).not.toContain("readme");
  });

  it("says an emptied filter in the address, so that a saved one does not come back", () => {
    expect(searchFrom({ filter: undefined }).filter).toEqual({ combinator: "and", rules: [] });
  });

  it("sorts up, down, not at all, and adds with shift", () => {
    const up = cycleSort([], "a", false);
    const down = cycleSort(up, "a", false);
    expect(down).toEqual([{ property: "a", order: "DESC" }]);
    expect(cycleSort(down, "a", false)).toEqual([]);
    expect(cycleSort(down, "b", true)).toHaveLength(2);
  });

  it("moves columns, but nothing before the title", () => {
    const columns = [{ id: "$title" }, { id: "a" }, { id: "b" }];
    expect(moveColumn(columns, "b", "a").map((one) => one.id)).toEqual(["$title", "b", "a"]);
    expect(shiftColumn(columns, "a", -1)).toBe(columns);
  });
});

describe("fields", () => {
  it("know what can be edited", () => {
    expect(field("health").editable).toBe(true);
    expect(field("alerts").editable).toBe(false);
    expect(field("$team").editable).toBe(false);
  });

  it("offer operators by type", () => {
    expect(operatorsOf(field("replicas"))).toContain(">=");
    expect(operatorsOf(field("health"))).not.toContain(">=");
    expect(operatorsOf(field("tags"))).toContain("containsAny");
    expect(valueKindOf(field("deployed"), "between")).toBe("period");
    expect(valueKindOf(field("health"), "isEmpty")).toBe("none");
  });
});
