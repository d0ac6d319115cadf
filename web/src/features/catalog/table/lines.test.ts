import { describe, expect, it } from "vitest";
import { Lines } from "./lines";
import type { Section } from "./lines";

const group = (key: string, rows: number, open = true): Section => ({ key, facet: { value: key, count: rows }, open, rows });
const all = (section: Section) => section.rows;

describe("the lines of a table", () => {
  it("are rows only where nothing is grouped, as far as they are known", () => {
    const lines = new Lines([{ key: "", facet: null, open: true, rows: 100_000 }], () => 400);
    expect([lines.count, lines.rows, lines.height(36)]).toEqual([400, 400, 14_400]);
    expect(lines.at(399)).toMatchObject({ kind: "row", index: 399 });
    expect(lines.at(400)).toBeUndefined();
    expect([lines.lineAt(0, 36), lines.lineAt(35, 36), lines.lineAt(36, 36), lines.lineAt(1e9, 36)]).toEqual([0, 0, 1, 399]);
  });

  it("have a heading for each group, and no rows for closed ones", () => {
    const lines = new Lines([group("a", 2), group("b", 5, false), group("c", 1)], all);
    expect(lines.count).toBe(6);
    expect([0, 1, 2, 3, 4, 5].map((line) => lines.at(line)?.kind)).toEqual(["group", "row", "row", "group", "group", "row"]);
    expect([0, 1, 2, 3, 4, 5].map((line) => lines.topOf(line, 40))).toEqual([0, 32, 72, 112, 144, 176]);
    expect(lines.height(40)).toBe(216);
  });

  it("are found again where they are drawn", () => {
    const lines = new Lines([group("a", 2), group("b", 5, false), group("c", 3)], all);
    for (let line = 0; line < lines.count; line += 1) {
      expect(lines.lineAt(lines.topOf(line, 40), 40)).toBe(line);
      expect(lines.lineAt(lines.topOf(line, 40) + 31, 40)).toBe(line);
    }
  });

  it("can be none at all", () => {
    const lines = new Lines([], all);
    expect([lines.count, lines.lineAt(0, 40), lines.height(40)]).toEqual([0, 0, 0]);
  });
});
