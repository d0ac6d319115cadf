import { address, call, path } from "./client";
import type { BulkResult, Dependent, Entity, EntityDraft, Facet, Graph, Json, Query, Related, SearchResult, Sort } from "./types";

export type TopSearch = {
  query?: Query | undefined;
  search?: string | undefined;
  sort?: Sort[] | undefined;
  include?: string[] | undefined;
  exclude?: string[] | undefined;
  limit?: number;
  from?: string | undefined;
  count?: boolean;
  identifiers?: string[];
  attachTitles?: boolean;
};

export type EntityPage = { entities: Entity[]; next: string | null; total?: number };

export function searchEntities(blueprint: string, body: TopSearch, signal?: AbortSignal) {
  return call<EntityPage>(path`/blueprints/${blueprint}/entities/top-search`, { method: "POST", body, signal });
}

export async function readFacets(
  blueprint: string,
  body: { query?: Query | undefined; search?: string | undefined; properties: string[]; limit?: number },
  signal?: AbortSignal,
) {
  const to = path`/blueprints/${blueprint}/entities/facets`;
  return (await call<{ facets: Record<string, Facet[]> }>(to, { method: "POST", body, signal })).facets;
}

export async function countMatching(blueprint: string, query: Query | undefined, signal?: AbortSignal) {
  const to = path`/blueprints/${blueprint}/entities/search/count`;
  return (await call<{ count: number }>(to, { method: "POST", body: { query }, signal })).count;
}

export async function readEntity(blueprint: string, identifier: string) {
  const to = path`/blueprints/${blueprint}/entities/${identifier}`;
  return (await call<{ entity: Entity }>(to, { query: { attach_title_to_relation: true } })).entity;
}

export async function createEntity(blueprint: string, draft: EntityDraft) {
  const to = path`/blueprints/${blueprint}/entities`;
  return (await call<{ entity: Entity }>(to, { method: "POST", body: draft })).entity;
}

export async function replaceEntity(blueprint: string, identifier: string, draft: EntityDraft, version?: number) {
  const to = path`/blueprints/${blueprint}/entities/${identifier}`;
  return (await call<{ entity: Entity }>(to, { method: "PUT", body: draft, version })).entity;
}

export async function patchEntity(blueprint: string, identifier: string, change: Partial<EntityDraft>, version?: number) {
  const to = path`/blueprints/${blueprint}/entities/${identifier}`;
  return (await call<{ entity: Entity }>(to, { method: "PATCH", body: change, version })).entity;
}

/** As many as the server takes at a time. */
const most = 1000;

export async function readEntities(blueprint: string, identifiers: string[]) {
  const found: Entity[] = [];
  for (let at = 0; at < identifiers.length; at += most) {
    const page = await searchEntities(blueprint, { identifiers: identifiers.slice(at, at + most), limit: most });
    found.push(...page.entities);
  }
  return found;
}

/** Sets some fields of many entities, and leaves the others as they are. */
export async function patchEntities(blueprint: string, changes: (Partial<EntityDraft> & { identifier: string })[]) {
  const to = path`/blueprints/${blueprint}/entities/bulk`;
  const result: BulkResult = { entities: [], errors: [] };
  for (let at = 0; at < changes.length; at += most) {
    const part = await call<BulkResult>(to, { method: "POST", query: { upsert: true, merge: true }, body: { entities: changes.slice(at, at + most) } });
    result.entities.push(...part.entities);
    result.errors?.push(...(part.errors ?? []));
  }
  return result;
}

export async function deleteEntities(blueprint: string, identifiers: string[], withDependents: boolean) {
  const to = path`/blueprints/${blueprint}/bulk/entities/delete`;
  const deleted: string[] = [];
  for (let at = 0; at < identifiers.length; at += most) {
    const part = await call<{ deletedEntities: string[] }>(to, {
      method: "POST",
      query: { delete_dependents: withDependents || undefined },
      body: { entities: identifiers.slice(at, at + most) },
    });
    deleted.push(...part.deletedEntities);
  }
  return deleted;
}

export async function restoreEntities(blueprint: string, identifiers: string[]) {
  const to = path`/blueprints/${blueprint}/entities/restore`;
  return (await call<{ restoredEntities: string[] }>(to, { method: "POST", body: { entities: identifiers } })).restoredEntities;
}

export async function readDependents(blueprint: string, identifier: string) {
  const to = path`/blueprints/${blueprint}/entities/${identifier}/dependents`;
  return (await call<{ dependents: Dependent[] }>(to)).dependents;
}

export async function readRelated(blueprint: string, identifier: string) {
  const to = path`/blueprints/${blueprint}/entities/${identifier}/related`;
  return (await call<{ related: Related[] }>(to)).related;
}

export function readGraph(blueprint: string, identifier: string, depth: number) {
  return call<Graph>(path`/blueprints/${blueprint}/entities/${identifier}/graph`, { query: { depth } });
}

export async function searchEverything(q: string, limit: number, signal?: AbortSignal) {
  return (await call<{ results: SearchResult[] }>("/search", { query: { q, limit }, signal })).results;
}

export function exportAddress(blueprint: string, format: "csv" | "json", query: Query | undefined, search: string | undefined, columns: string[]) {
  return address(path`/blueprints/${blueprint}/entities/export`, {
    format,
    query: query ? JSON.stringify(query) : undefined,
    search,
    columns: columns.join(","),
  });
}

export async function runJq(input: Json, query: string, signal?: AbortSignal) {
  return (await call<{ result: Json }>("/jq", { method: "POST", body: { input, query }, signal })).result;
}
