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
  team?: string | undefined;
  type?: string | undefined;
  environment?: string | undefined;
  server?: string | undefined;
  drifted?: boolean | undefined;
  expiring?: boolean | undefined;
  complaining?: boolean | undefined;
};

export type Measure = { metric: string; at: string; value: number };
export type Period = "day" | "week" | "month";

export function listResources(filter: ResourceFilter, before: number | undefined, signal?: AbortSignal) {
  return call<{ resources: ResourceLine[]; next: number | null }>("/resources", { query: { ...filter, before }, signal });
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

export async function listServerKinds() {
  return (await call<{ kinds: Record<string, ServerKind> }>("/resource-servers/kinds")).kinds;
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
