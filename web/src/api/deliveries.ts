import { call, path } from "./client";
import type { ValueSchema } from "@/lib/valueSchema";
import type { Json } from "./types";

export type ReleaseState = "COMMITTED" | "HANDED_OVER" | "ROLLING" | "LIVE" | "FAILED" | "SUPERSEDED";
export type ReleaseKind = "DEPLOY" | "PROMOTE" | "ROLL_BACK" | "RESTART" | "REPAIR" | "CONFIGURE" | "REPORTED" | "REMOVE";

export type Release = {
  id: string;
  service: string;
  environment: string;
  number: number;
  kind: ReleaseKind;
  state: ReleaseState;
  message: string;
  /** What it wrote into the values. */
  wanted: { image?: { tag?: string; digest?: string }; release?: { version?: string; commit?: string; number?: number; by?: string; workflow?: string }; restartedAt?: string };
  goesBackTo: number | null;
  /** 0 where nobody watches the pods. */
  replicasWanted: number;
  replicasReady: number;
  valuesCommit: string;
  deploymentsCommit: string | null;
  run: string | null;
  createdBy: string;
  createdAt: string;
  appliedAt: string | null;
  endedAt: string | null;
};

export type Service = { name: string; team: string; repository: string | null; createdAt: string; createdBy: string };

/** An environment that a service was brought to: how the newest release stands, and the tag of what runs. */
export type ServicePlace = { environment: string; state: ReleaseState; newest: string | null; live: string | null; /** Fields in its cluster that are not as they were released. */ drifted: number; isUnwell: boolean };
export type ServiceLine = Service & { places: ServicePlace[] };

/** @property zone in which people read until */
export type Frozen = { name: string; reason: string; until: string; zone: string };

export type Standing = {
  environment: string;
  title: string;
  hasCluster: boolean;
  promotesFrom: string | null;
  /** Why it takes no releases now; null where it does. */
  frozen: Frozen | null;
  newest: Release | null;
  /** What runs: the newest release that was live, or handed over. */
  live: Release | null;
  /** What a rollback brings back; null where nothing was good before. */
  back: { number: number; version: string | null } | null;
  /** How that was when it was looked at last. */
  look: ReleaseLook | null;
};

export type ReleaseLook = {
  at: string;
  /** How many fields are not as they were released. */
  drifted: number;
  /** Why it could not be looked at. */
  complaint: string | null;
  health: "HEALTHY" | "GOING_ON" | "FAILED" | null;
  message: string;
  replicasWanted: number;
  replicasReady: number;
  unwellSince: string | null;
};

/** One field; "existence" of an object that is missing. */
export type Drift = { object: string; field: string; wanted: Json; actual: Json; managers: string[]; since: string };

export type Standings = { service: Service; /** Its repository is here. */ isHosted: boolean; /** Id of its repository at a Git host outside. */ externalRepository: string | null; mayRelease: boolean; environments: Standing[] };

export type FieldChange = { path: string; before: Json; after: Json };
export type ObjectChange = { state: "ADDED" | "REMOVED" | "CHANGED"; object: string; fields: FieldChange[]; effect: string };
export type ReleaseChanges = { objects: ObjectChange[]; unchanged: number };

export type LayerName = "chart" | "organisation" | "team" | "service" | "environment" | "release";

export type Origin = {
  layer: LayerName;
  source: string;
  /** In the source, from 1; 0 where that is not known. */
  line: number;
  /** Null where the layer took the value away. */
  value: Json;
  shadowed: { layer: LayerName; source: string; value: Json }[];
};

export type ValueProblem = { file: string; line: number; path: string; message: string };
export type Objection = { rule: string; severity: "DENY" | "WARN"; object: string; path: string; message: string };

export type EffectiveValues = {
  commit: string;
  values: Record<string, Json>;
  origins: { path: string; origin: Origin }[];
  problems: ValueProblem[];
  objections: Objection[];
  /** Of all values, which forms are made of. */
  schema: ValueSchema;
};

export type DeliveryFilter = { drifted?: boolean | undefined; name?: string | undefined; mine?: boolean | undefined; team?: string | undefined };

const servicesAPage = 50;
const releasesAPage = 20;

export function listDeliveries(filter: DeliveryFilter, from: string | undefined, signal?: AbortSignal, limit = servicesAPage) {
  return call<{ services: ServiceLine[]; next: string | null }>("/deliveries", { query: { ...filter, from, limit }, signal });
}

export type NewService = { name: string; team: string; repository: string | null; values: Record<string, Json> };

export async function addDelivery(service: NewService) {
  return (await call<{ service: Service }>("/deliveries", { method: "POST", body: service })).service;
}

export function endDelivery(service: string) {
  return call<unknown>(path`/deliveries/${service}`, { method: "DELETE" });
}

export function readStandings(service: string) {
  return call<Standings>(path`/deliveries/${service}`);
}

export function readDrift(service: string, environment: string) {
  return call<{ look: ReleaseLook | null; drift: Drift[] }>(path`/deliveries/${service}/drift`, { query: { environment } });
}

export function lookAtRelease(service: string, environment: string) {
  return call<{ look: ReleaseLook | null; drift: Drift[] }>(path`/deliveries/${service}/drift/look`, { method: "POST", body: { environment } });
}

export function listReleases(service: string, environment: string, from: number | undefined, signal?: AbortSignal) {
  return call<{ releases: Release[]; next: number | null }>(path`/deliveries/${service}/releases`, { query: { environment, from, limit: releasesAPage }, signal });
}

export async function readChanges(release: string) {
  return (await call<{ changes: ReleaseChanges }>(path`/deliveries/releases/${release}`)).changes;
}

export function readValues(service: string, environment: string) {
  return call<EffectiveValues>(path`/deliveries/${service}/values`, { query: { environment } });
}

export type ValuesDraft = {
  layer: "SERVICE" | "ENVIRONMENT";
  environment: string;
  commit?: string | undefined;
  /** By JSON pointer; null takes a value out of the file. */
  changes?: Record<string, Json> | undefined;
  /** The whole file, which changes are made to. */
  text?: string | undefined;
};

/** What a draft would make: the file and the objects, before it counts. */
export type ValuesOutlook = {
  file: string;
  commit: string;
  text: string;
  before: string;
  problems: ValueProblem[];
  objections: Objection[];
  changes: ReleaseChanges;
  cost: { currency: string; before: number; after: number } | null;
};

export function previewValues(service: string, draft: ValuesDraft, signal?: AbortSignal) {
  return call<ValuesOutlook>(path`/deliveries/${service}/values/preview`, { method: "POST", body: draft, signal });
}

/** @returns the number of the change request to platform/values */
export async function proposeValues(service: string, title: string, draft: ValuesDraft) {
  return (await call<{ number: number }>(path`/deliveries/${service}/values/proposals`, { method: "POST", body: { title, draft } })).number;
}

export type ScoreValues = { values: Record<string, Json>; text: string; notes: string[]; problems: ValueProblem[] };

export function readScore(text: string) {
  return call<ScoreValues>("/deliveries/score", { method: "POST", body: { text } });
}

export type ClusterPlace = { url: string; certificate: string | null; namespace: string };

/** Where services run; without a cluster, manifests are only committed. */
/** How change requests are tried in an environment. */
export type PreviewLimits = { domain: string | null; hours: number; most: number };
export type Environment = { name: string; title: string; position: number; promotesFrom: string | null; /** Null where none are. */ previews: PreviewLimits | null; cluster: ClusterPlace | null };

/** A token of null leaves the one that is there. */
export type WrittenEnvironment = Omit<Environment, "cluster"> & { cluster: (ClusterPlace & { token: string | null }) | null };

export async function listEnvironments() {
  return (await call<{ environments: Environment[] }>("/environments")).environments;
}

export async function putEnvironment({ name, ...environment }: WrittenEnvironment) {
  return (await call<{ environment: Environment }>(path`/environments/${name}`, { method: "PUT", body: environment })).environment;
}

export function removeEnvironment(name: string) {
  return call<unknown>(path`/environments/${name}`, { method: "DELETE" });
}

/** A service that reads a user of a resource, and the secret of its cluster that it reads. */
export type ResourceUse = { service: string; environment: string; role: string; namespace: string; secret: string };

/** @param resource its id */
export function listResourceUses(resource: string) {
  return call<{ uses: ResourceUse[]; next: string | null }>("/resource-uses", { query: { resource, limit: 100 } });
}

/** On which an environment takes no releases for some time. */
export type FrozenDay = { day: string; environment: string; name: string; reason: string };

export type ReleaseDay = { day: string; releases: number; failed: number; /** Those that brought back what was there before. */ back: number };

/** Days are written as 2026-11-01; to is the one after the last. */
export type CalendarFilter = { from: string; to: string; environment?: string | undefined; team?: string | undefined; mine?: boolean | undefined };

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function listReleaseDays(filter: CalendarFilter, signal?: AbortSignal) {
  return call<{ days: ReleaseDay[]; frozen: FrozenDay[] }>("/releases/days", { query: { ...filter, zone: zone() }, signal });
}

export function listReleasesOfDays(filter: CalendarFilter, cursor: string | undefined, signal?: AbortSignal) {
  return call<{ releases: Release[]; next: string | null }>("/releases", { query: { ...filter, zone: zone(), cursor, limit: servicesAPage }, signal });
}

export type DeliveryMeasures = { from: string; to: string; deployments: number; changes: number; failed: number; /** Median; null where it is not known. */ leadSeconds: number | null; restoreSeconds: number | null };

export async function readDeliveryMeasures(environment: string, days: number, filter: { team?: string | undefined; mine?: boolean | undefined; service?: string | undefined }) {
  return (await call<{ measures: DeliveryMeasures }>("/delivery-measures", { query: { environment, days, ...filter } })).measures;
}

/** Objects for Argo CD and Flux, as YAML. */
export function readFollowers(environment: string) {
  return call<{ repository: string; argoCd: string; flux: string }>(path`/environments/${environment}/followers`);
}
