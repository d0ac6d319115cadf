import type { Sort } from "@/api/types";
import type { Column } from "./view";

export function setColumn(columns: Column[], id: string, change: Partial<Column>): Column[] {
  return columns.map((column) => (column.id === id ? { ...column, ...change } : column));
}

/** Puts a column where another one is, and shifts that one aside. */
export function moveColumn(columns: Column[], id: string, to: string): Column[] {
  const moved = columns.find((column) => column.id === id);
  const target = columns.findIndex((column) => column.id === to);
  if (!moved || target < 0) return columns;
  const rest = columns.filter((column) => column.id !== id);
  rest.splice(target, 0, { ...moved, pinned: columns[target]?.pinned });
  return rest;
}

export function shiftColumn(columns: Column[], id: string, by: -1 | 1): Column[] {
  const at = columns.findIndex((column) => column.id === id);
  const to = columns[at + by];
  return at < 0 || !to || to.id === "$title" ? columns : moveColumn(columns, id, to.id);
}

/** Ascending, descending, not at all; with `add` the other sorts stay. */
export function cycleSort(sort: Sort[], property: string, add: boolean): Sort[] {
  const now = sort.find((one) => one.property === property);
  const next: Sort | null = !now ? { property, order: "ASC" } : now.order === "ASC" ? { property, order: "DESC" } : null;
  if (!add) return next ? [next] : [];
  if (now) return sort.flatMap((one) => (one === now ? (next ? [next] : []) : [one]));
  return next ? [...sort, next] : sort;
}
