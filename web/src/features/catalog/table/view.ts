/** What a table shows: kept in the address, and in saved views. */
import type { Page, Query, Sort } from "@/api/types";
import { isLong } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import { usualWidth } from "./layout";
import type { TableSearch } from "@/lib/search";

export type Column = { id: string; width?: number | undefined; pinned?: boolean | undefined };

export type TableView = {
  q: string;
  filter: Query | undefined;
  sort: Sort[];
  group: string | undefined;
  columns: Column[];
  density: "compact" | "roomy";
};

export const widgetType = "table-entities-explorer";

/** Only what differs from the blueprint's own view is kept. */
export type SavedView = Partial<TableView>;

export function savedViewOf(page: Page | undefined): SavedView {
  const widget = page?.widgets?.find((one) => one.type === widgetType);
  const view = widget?.["fairwayView"];
  return typeof view === "object" && view !== null ? (view as SavedView) : {};
}

export function widgetOf(view: SavedView) {
  return { id: "table", type: widgetType, fairwayView: view };
}

/** What fits beside the navigation on a laptop. */
const mostWidth = 964;

/** Name, owner, then as many fields as fit, the last change at the end; an owner only where the blueprint has owners. */
export function defaultColumns(fields: Field[], owned: boolean): Column[] {
  const first = fields.filter((field) => field.id === "$title" || (owned && field.id === "$team"));
  const rest = fields.filter((field) => field.kind !== "meta" && !isLong(field));
  let width = 0;
  const fitting = [...first, ...rest].filter((field) => {
    width += usualWidth(field);
    return width <= mostWidth;
  });
  return fitting.concat(fields.filter((field) => field.id === "$updatedAt")).map(({ id }) => ({ id }));
}

export function columnsToText(columns: Column[]): string {
  return columns.map(({ id, width, pinned }) => `${encodeURIComponent(id)}${pinned ? "!" : ""}${width ? `:${Math.round(width)}` : ""}`).join(",");
}

export function columnsFromText(text: string): Column[] {
  return text.split(",").flatMap((part) => {
    const found = /^([^:!]+)(!)?(?::(\d+))?$/.exec(part);
    if (!found) return [];
    return [{ id: decodeURIComponent(found[1]!), pinned: found[2] === "!" || undefined, width: found[3] ? Number(found[3]) : undefined }];
  });
}

export function sortToText(sort: Sort[]): string {
  return sort.map(({ property, order }) => `${encodeURIComponent(property)}:${order.toLowerCase()}`).join(",");
}

export function sortFromText(text: string): Sort[] {
  return text.split(",").flatMap((part) => {
    const [property, order] = part.split(":");
    return property ? [{ property: decodeURIComponent(property), order: order === "desc" ? ("DESC" as const) : ("ASC" as const) }] : [];
  });
}

/** The title comes first, then pinned columns, then the rest; unknown columns are dropped. */
export function arrange(columns: Column[], fields: Field[]): Column[] {
  const known = new Set(fields.map((field) => field.id));
  const shown = columns.filter((column) => known.has(column.id) && column.id !== "$title");
  const title = columns.find((column) => column.id === "$title") ?? { id: "$title" };
  return [title, ...shown.filter((column) => column.pinned), ...shown.filter((column) => !column.pinned)];
}

export function viewFrom(search: TableSearch, saved: SavedView, fields: Field[], owned: boolean): TableView {
  const known = new Set(fields.map((field) => field.id));
  const sort = search.sort === undefined ? saved.sort : sortFromText(search.sort);
  const group = search.group ?? saved.group;
  return {
    q: search.q ?? saved.q ?? "",
    filter: search.filter ?? saved.filter,
    sort: (sort ?? [{ property: "$title", order: "ASC" as const }]).filter((one) => known.has(one.property)),
    group: group && known.has(group) ? group : undefined,
    columns: arrange(search.cols ? columnsFromText(search.cols) : (saved.columns ?? defaultColumns(fields, owned)), fields),
    density: search.density ?? saved.density ?? "compact",
  };
}

export function searchFrom(change: Partial<TableView>): Partial<TableSearch> {
  const search: Partial<TableSearch> = {};
  if ("q" in change) search.q = change.q ?? "";
  if ("filter" in change) search.filter = change.filter ?? { combinator: "and", rules: [] };
  if (change.sort) search.sort = sortToText(change.sort);
  if ("group" in change) search.group = change.group ?? "";
  if (change.columns) search.cols = columnsToText(change.columns);
  if (change.density) search.density = change.density;
  return search;
}
