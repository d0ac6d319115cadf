import { isDate, isNumeric } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import type { Column } from "./view";

export type Cell = { field: Field; width: number; left: number | undefined; index: number };

export const selectWidth = 52;
export const toolsWidth = 56;
export const minWidth = 72;

function usualWidth(field: Field): number {
  if (field.id === "$title") return 216;
  if (field.type === "boolean") return 88;
  if (isNumeric(field)) return 104;
  if (isDate(field)) return 128;
  if (field.type === "team") return 152;
  if (field.format === "url" || field.format === "email" || field.format === "user") return 168;
  if (field.property?.enum) return 128;
  if (field.id === "$identifier") return 200;
  return 160;
}

/** Widths, and the left edge of the columns that stay while the others scroll. */
export function layoutOf(columns: Column[], fields: Field[], phone: boolean): Cell[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  let left = phone ? 0 : selectWidth;
  let sticky = true;
  return columns.flatMap((column, index) => {
    const field = byId.get(column.id);
    if (!field) return [];
    const width = Math.max(minWidth, column.width ?? (phone && field.id === "$title" ? 168 : usualWidth(field)));
    sticky = sticky && (index === 0 || (column.pinned === true && !phone));
    const cell: Cell = { field, width, left: sticky ? left : undefined, index };
    if (sticky) left += width;
    return [cell];
  });
}
