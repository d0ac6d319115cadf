import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { readFacets, searchEntities } from "@/api/entities";
import type { EntityPage } from "@/api/entities";
import type { Entity, Facet, Json, Query, Rule } from "@/api/types";
import { isLong } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import { Lines } from "./lines";
import type { Line, Section } from "./lines";
import type { TableView } from "./view";

export const pageSize = 200;

/** Where the known pages of each section begin: the first at null, each next at the cursor of the one before. */
type Cursors = Record<string, (string | null)[]>;

export function withRule(query: Query | undefined, rule: Rule): Query {
  const rules = query && query.rules.length > 0 ? [query, rule] : [rule];
  return { combinator: "and", rules };
}

function groupRule(group: Field, value: Json): Rule {
  if (value === null) return { property: group.id, operator: "isEmpty" };
  const many = group.type === "array" || group.type === "team" || group.relation?.many;
  return { property: group.id, operator: many ? "contains" : "=", value };
}

/** Enumerated values in their own order, others by how many there are; empty last. */
function inGroupOrder(facets: Facet[], group: Field): Facet[] {
  const order = group.property?.enum?.map(String);
  const place = (facet: Facet) => (facet.value === null ? Infinity : order ? order.indexOf(String(facet.value)) : -facet.count);
  return [...facets].sort((one, other) => place(one) - place(other) || String(one.value).localeCompare(String(other.value)));
}

function usable(query: Query | undefined): Query | undefined {
  return query && query.rules.length > 0 ? query : undefined;
}

export function rowsKey(blueprint: string) {
  return ["rows", blueprint] as const;
}

export function useSections(blueprint: string, view: TableView, fields: Field[], closed: ReadonlySet<string>) {
  const group = fields.find((field) => field.id === view.group);
  const filter = usable(view.filter);
  const search = view.q || undefined;
  const total = useQuery({
    queryKey: [...rowsKey(blueprint), "total", filter, search],
    queryFn: ({ signal }) => searchEntities(blueprint, { query: filter, search, limit: 1, count: true }, signal),
    placeholderData: keepPreviousData,
  });
  const facets = useQuery({
    queryKey: [...rowsKey(blueprint), "facets", filter, search, group?.id],
    queryFn: ({ signal }) => readFacets(blueprint, { query: filter, search, properties: [group!.id], limit: 200 }, signal),
    enabled: group !== undefined,
    placeholderData: keepPreviousData,
  });
  const count = total.data?.total;
  const found = group ? facets.data?.[group.id] : undefined;
  const sections = useMemo((): Section[] => {
    // The first page is asked for beside the count, not after it.
    if (!group) return [{ key: "", facet: null, open: true, rows: count ?? pageSize }];
    return inGroupOrder(found ?? [], group).map((facet) => {
      const key = JSON.stringify(facet.value);
      return { key, facet, open: !closed.has(key), rows: facet.count };
    });
  }, [group, found, count, closed]);
  return { group, sections, total: count, isPending: total.isPending || (group !== undefined && facets.isPending), error: total.error ?? facets.error };
}

/** Lines of the table as far as pages are known, and the entities of those near what is seen. */
export function useRows(blueprint: string, view: TableView, fields: Field[], group: Field | undefined, sections: Section[]) {
  const client = useQueryClient();
  const filter = usable(view.filter);
  const search = view.q || undefined;
  const hidden = fields.filter((field) => field.kind === "property" && isLong(field) && !view.columns.some((column) => column.id === field.id));
  const exclude = hidden.map((field) => `properties.${field.id}`).sort();
  const base = JSON.stringify([blueprint, filter, search, view.sort, group?.id, exclude]);
  const [known, setKnown] = useState<{ base: string; cursors: Cursors }>({ base, cursors: {} });
  const cursors = useMemo(() => (known.base === base ? known.cursors : {}), [known, base]);
  const [seen, setWholeSeen] = useState<[number, number]>([0, pageSize]);
  /** In whole pages: what is around the table need not be drawn for each turn of the wheel. */
  const setSeen = useCallback(([first, last]: [number, number]) => {
    const whole: [number, number] = [Math.floor(first / pageSize) * pageSize, Math.ceil((last + 120) / pageSize) * pageSize];
    setWholeSeen((before) => (before[0] === whole[0] && before[1] === whole[1] ? before : whole));
  }, []);

  const lines = useMemo(() => new Lines(sections, (section) => (cursors[section.key]?.length ?? 1) * pageSize), [sections, cursors]);

  const wanted = useMemo(() => {
    const pages = new Map<string, { section: Section; page: number }>();
    for (let at = Math.max(0, seen[0] - 40); at <= seen[1]; at += 1) {
      const line = lines.at(at);
      if (line?.kind !== "row") continue;
      const page = Math.floor(line.index / pageSize);
      pages.set(`${line.section.key}#${page}`, { section: line.section, page });
    }
    return [...pages.values()];
  }, [lines, seen]);

  const results = useQueries({
    queries: wanted.map(({ section, page }) => {
      const from = cursors[section.key]?.[page] ?? undefined;
      const query = group && section.facet ? withRule(filter, groupRule(group, section.facet.value)) : filter;
      return {
        queryKey: [...rowsKey(blueprint), "page", base, section.key, page],
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<EntityPage> =>
          searchEntities(blueprint, { query, search, sort: view.sort, limit: pageSize, from, attachTitles: true, exclude }, signal),
        staleTime: 60_000,
        gcTime: 60_000,
      };
    }),
  });

  const reached = JSON.stringify(results.map((result, at) => [wanted[at]?.section.key, wanted[at]?.page, result.data?.next ?? null]));
  useEffect(() => {
    setKnown((before) => {
      const next: Cursors = before.base === base ? { ...before.cursors } : {};
      let changed = before.base !== base;
      for (const [key, page, cursor] of JSON.parse(reached) as [string, number, string | null][]) {
        const chain = next[key] ?? [null];
        if (cursor === null || chain[page + 1] === cursor) continue;
        next[key] = [...chain.slice(0, page + 1), cursor, ...chain.slice(page + 2)];
        changed = true;
      }
      return changed ? { base, cursors: next } : before;
    });
  }, [reached, base]);

  const loaded = useMemo(() => {
    const map = new Map<string, Entity[]>();
    results.forEach((result, at) => {
      const page = wanted[at];
      if (page && result.data) map.set(`${page.section.key}#${page.page}`, result.data.entities);
    });
    return map;
  }, [results, wanted]);

  const entityAt = (line: Line | undefined): Entity | undefined => {
    if (line?.kind !== "row") return undefined;
    return loaded.get(`${line.section.key}#${Math.floor(line.index / pageSize)}`)?.[line.index % pageSize];
  };

  /** Shows a changed entity where it stands, without moving any row. */
  const replaceInPlace = (changed: Entity[]) => {
    const byId = new Map(changed.map((entity) => [entity.identifier, entity]));
    client.setQueriesData<EntityPage>({ queryKey: [...rowsKey(blueprint), "page"] }, (page) => {
      if (!page?.entities.some((entity) => byId.has(entity.identifier))) return page;
      return { ...page, entities: page.entities.map((entity) => byId.get(entity.identifier) ?? entity) };
    });
  };
  const reload = () => {
    setKnown({ base, cursors: {} });
    return client.invalidateQueries({ queryKey: rowsKey(blueprint) });
  };
  const error = results.find((result) => result.error)?.error ?? null;
  return { lines, entityAt, setSeen, replaceInPlace, reload, loaded, error };
}
