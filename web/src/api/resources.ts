import { call, path } from "./client";
import type { Json, Property } from "./types";

export type ResourceState = "CREATING" | "READY" | "CHANGING" | "FAILED" | "RETIRED" | "REMOVED";

export type ResourceLine = {
  id: string;
  identifier: string;
  name: string;
  type: string;
  environment: string;
  team: string;
  service: string | null;
  server: string;
  kind: string;
  nativeName: string;
  state: ResourceState;
  reason: string | null;
  complaint: string | null;
  /** Its server says otherwise than its specification, and nobody accepted that. */
  drifted: boolean;
  /** The share of what was asked for that is used; null where nothing of it is measured. */
  used: number | null;
  measures: Record<string, number>;
  observedAt: string | null;
  monthly: number | null;
  currency: string | null;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  expiresAt: string | null;
  removeAt: string | null;
};

export type Drift = { field: string; wanted: Json; actual: Json; since: string; acceptedBy: string | null; reason: string | null };
export type ResourceUser = { user: string; role: string; inUse: boolean; issuedAt: string; endsAt: string | null };

export type Resource = ResourceLine & {
  typeTitle: string;
  specification: Record<string, Json>;
  fields: Record<string, Property & { unit?: string }>;
  outputs: Record<string, Json>;
  loss: string | null;
  users: ResourceUser[];
  drift: Drift[];
};

export type ResourceFilter = {
  /** Those of my teams. */
  mine?: boolean | undefined;
  team?: string | undefined;
  type?: string | undefined;
  environment?: string | undefined;
  server?: string | undefined;
  drifted?: boolean | undefined;
  expiring?: boolean | undefined;
  complaining?: boolean | undefined;
  unowned?: boolean | undefined;
  oversized?: boolean | undefined;
};

/** How many there are in one currency, and what they cost a month together. */
export type ResourceSum = { currency: string | null; count: number; monthly: number | null };

export type Measure = { metric: string; at: string; value: number };
export type Period = "day" | "week" | "month";

export function listResources(filter: ResourceFilter, before: number | undefined, signal?: AbortSignal) {
  return call<{ resources: ResourceLine[]; next: number | null }>("/resources", { query: { ...filter, before }, signal });
}

export async function sumResources(filter: ResourceFilter) {
  return (await call<{ sums: ResourceSum[] }>("/resources/sums", { query: filter })).sums;
}

export async function readResource(identifier: string) {
  return (await call<{ resource: Resource }>(path`/resources/${identifier}`)).resource;
}

export async function readMeasures(identifier: string, period: Period) {
  return (await call<{ measures: Measure[] }>(path`/resources/${identifier}/measures`, { query: { period } })).measures;
}

export async function observeResource(identifier: string) {
  return (await call<{ resource: Resource }>(path`/resources/${identifier}/observe`, { method: "POST", body: {} })).resource;
}

/** The answer holds a password: it is shown, and kept nowhere. */
export function revealUser(identifier: string, role: string) {
  return call<{ user: string; password: string; url: string }>(path`/resources/${identifier}/reveal`, { method: "POST", body: { role } });
}

export type ServerState = "UNKNOWN" | "REACHABLE" | "UNREACHABLE";

export type Server = {
  identifier: string;
  kind: string;
  title: string;
  environments: string[];
  region: string;
  settings: Record<string, Json>;
  state: ServerState;
  report: { version?: string; capacity?: Record<string, Json>; error?: string };
  checkedAt: string | null;
  updatedAt: string;
  updatedBy: string;
};

export type ServerSetting = Property & { secret?: boolean };
export type ServerKind = { properties: Record<string, ServerSetting>; required: string[] };
export type WrittenServer = Pick<Server, "identifier" | "kind" | "title" | "environments" | "region" | "settings">;

export async function listServers() {
  return (await call<{ servers: Server[] }>("/resource-servers")).servers;
}

/** What a type of a kind says about how resources are made; nothing where the kind knows. */
export type TypeTemplate = { properties?: Record<string, Property>; required?: string[] };
export type ServerKinds = { kinds: Record<string, ServerKind>; templates: Record<string, TypeTemplate> };

export async function readServerKinds(): Promise<ServerKinds> {
  const { kinds, templates = {} } = await call<{ kinds: Record<string, ServerKind>; templates?: Record<string, TypeTemplate> }>("/resource-servers/kinds");
  return { kinds, templates };
}

export async function connectServer(server: WrittenServer) {
  return (await call<{ server: Server }>("/resource-servers", { method: "POST", body: server })).server;
}

export async function changeServer(server: WrittenServer) {
  return (await call<{ server: Server }>(path`/resource-servers/${server.identifier}`, { method: "PUT", body: server })).server;
}

export async function testServer(identifier: string) {
  return (await call<{ server: Server }>(path`/resource-servers/${identifier}/test`, { method: "POST", body: {} })).server;
}

export function forgetServer(identifier: string) {
  return call<unknown>(path`/resource-servers/${identifier}`, { method: "DELETE" });
}

/** How much is on a server that nobody here made. */
export type FoundOnServer = { server: string; title: string; kind: string; environments: string[]; region: string; found: number; seenAt: string | null };
export type Finding = { server: string; kind: string; name: string; specification: Record<string, Json>; details: Record<string, Json>; seenAt: string };

export async function listFound() {
  return (await call<{ servers: FoundOnServer[] }>("/resource-servers/findings")).servers;
}

export function listFindings(server: string, q: string | undefined, after: string | undefined, signal?: AbortSignal) {
  return call<{ findings: Finding[]; next: string | null }>(path`/resource-servers/${server}/findings`, { query: { q, after }, signal });
}

export async function discover(server: string) {
  return (await call<{ found: number }>(path`/resource-servers/${server}/discover`, { method: "POST", body: {} })).found;
}

/** A type that can be asked for: where, from what price, and how many my teams have. */
export type ResourceOffer = {
  type: string;
  title: string;
  icon: string | null;
  description: string | null;
  kind: string;
  places: { environment: string; regions: string[] }[];
  /** Kinds of objects that it needs and no connected server knows. */
  missing: string[];
  monthly: number | null;
  currency: string | null;
  mine: number;
};

export async function listOffers() {
  return (await call<{ offers: ResourceOffer[] }>("/resource-offers")).offers;
}

export type ResourceType = { identifier: string; title: string; description: string; kind: string; shipped: boolean; updatedAt: string; updatedBy: string; [key: string]: Json };

export async function listTypes() {
  return (await call<{ types: ResourceType[] }>("/resource-types")).types;
}

export async function readType(identifier: string) {
  return (await call<{ type: ResourceType }>(path`/resource-types/${identifier}`)).type;
}

export async function createType(type: Json) {
  return (await call<{ type: ResourceType }>("/resource-types", { method: "POST", body: type })).type;
}

export async function replaceType(identifier: string, type: Json) {
  return (await call<{ type: ResourceType }>(path`/resource-types/${identifier}`, { method: "PUT", body: type })).type;
}

export function removeType(identifier: string) {
  return call<unknown>(path`/resource-types/${identifier}`, { method: "DELETE" });
}

export type Price = { id: number; item: string; region: string | null; amount: number; currency: string; unit: string; validFrom: string; source: string };

export async function listPrices() {
  return (await call<{ prices: Price[] }>("/resource-prices")).prices;
}

export function addPrice(price: Omit<Price, "id">) {
  return call<unknown>("/resource-prices", { method: "POST", body: price });
}

export function removePrice(id: number) {
  return call<unknown>(path`/resource-prices/${String(id)}`, { method: "DELETE" });
}

export type Dump = { id: string; resource: string; type: string; kind: string; name: string; environment: string; team: string; service: string | null; node: string; bytes: number; takenAt: string; expiresAt: string };

export function listDumps(before: number | undefined, signal?: AbortSignal) {
  return call<{ dumps: Dump[]; next: number | null }>("/resource-dumps", { query: { before }, signal });
}
