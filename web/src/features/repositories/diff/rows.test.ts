import { describe, expect, it } from "vitest";
import type { DiffLine } from "@/api/repositories";
import { pairs, placeOf } from "./rows";

const same = (number: number): DiffLine => ({ kind: "CONTEXT", oldNumber: number, newNumber: number, text: "same" });
const gone = (oldNumber: number): DiffLine => ({ kind: "REMOVED", oldNumber, newNumber: null, text: "gone" });
const come = (newNumber: number): DiffLine => ({ kind: "ADDED", oldNumber: null, newNumber, text: "new" });

describe("lines side by side", () => {
  it("pair what was removed with what came in its place", () => {
    const rows = pairs([same(1), gone(2), gone(3), come(2), same(4)]);
    expect(rows.map(({ left, right }) => [left?.oldNumber ?? null, right?.newNumber ?? null])).toEqual([[1, 1], [2, 2], [3, null], [4, 4]]);
  });

  it("keep separate changes apart", () => {
    const rows = pairs([come(1), gone(1), come(2)]);
    expect(rows.map(({ left, right }) => [left?.oldNumber ?? null, right?.newNumber ?? null])).toEqual([[null, 1], [1, 2]]);
  });

  it("know which line a comment is about", () => {
    expect(placeOf(gone(7), "OLD")).toEqual({ side: "OLD", line: 7 });
    expect(placeOf(gone(7), "NEW")).toBeNull();
  });
});
