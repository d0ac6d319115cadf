import { isDate, isNumeric } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import type { Column } from "./view";

export type Cell = { field: Field; width: number; left: number | undefined; index: number };

export const selectWidth = 52;
export const toolsWidth = 56;
export const minWidth = 72;

const mostForTitle = 168;

/** How wide a column is before anyone drags it: as its values need, and its title where that is not too long. */
export function usualWidth(field: Field): number {
  return Math.max(widthOfValues(field), Math.min(mostForTitle, field.title.length * 7 + 48));
}

function widthOfValues(field: Field): number {
  if (field.id === "$title") return 216;
  if (field.type === "boolean") return 88;
  if (isNumeric(field)) return 104;
  if (isDate(field)) return 128;
  if (field.type === "team") return 152;
  if (field.format === "url" || field.format === "email" || field.format === "user") return 152;
  if (field.property?.enum) return 128;
  if (field.id === "$identifier") return 200;
  return 152;
}

const mostExtra = 160;

/** Text gains from room; numbers, dates and states do not. */
function isStretchy(field: Field): boolean {
  return field.id === "$title" || (field.type === "string" && !isDate(field) && !field.property?.enum && field.id !== "$identifier") || field.type === "relation";
}

/** Widths, and the left edge of the columns that stay while the others scroll. */
export function layoutOf(columns: Column[], fields: Field[], phone: boolean, room = 0): Cell[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const widthOf = (field: Field, column: Column) => Math.max(minWidth, column.width ?? (phone && field.id === "$title" ? 168 : usualWidth(field)));
  const known = columns.flatMap((column) => {
    const field = byId.get(column.id);
    return field ? [{ field, column }] : [];
  });
  const needed = known.reduce((sum, { field, column }) => sum + widthOf(field, column), selectWidth + toolsWidth);
  const stretchy = known.filter(({ field, column }) => column.width === undefined && isStretchy(field));
  const extra = phone || stretchy.length === 0 ? 0 : Math.max(0, Math.min(mostExtra, Math.floor((room - needed) / stretchy.length)));
  let left = phone ? 0 : selectWidth;
  let sticky = true;
  return known.map(({ field, column }, index) => {
    const width = widthOf(field, column) + (column.width === undefined && isStretchy(field) ? extra : 0);
    sticky = sticky && (index === 0 || (column.pinned === true && !phone));
    const cell: Cell = { field, width, left: sticky ? left : undefined, index };
    if (sticky) left += width;
    return cell;
  });
}
