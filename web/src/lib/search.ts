/** What the addresses of pages carry, so that any view can be shared and the back button works. */
import type { Json, Query } from "@/api/types";

type Raw = Record<string, unknown>;

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined);

const oneOf = <T extends string | number>(value: unknown, choices: readonly T[]) => choices.find((choice) => choice === value);

export type TableSearch = {
  view?: string | undefined;
  q?: string | undefined;
  filter?: Query | undefined;
  sort?: string | undefined;
  group?: string | undefined;
  cols?: string | undefined;
  density?: "compact" | "roomy" | undefined;
  show?: "graph" | undefined;
  create?: true | undefined;
};

const isQuery = (value: unknown): value is Query =>
  typeof value === "object" && value !== null && Array.isArray((value as Query).rules) && "combinator" in value;

export function tableSearch(raw: Raw): TableSearch {
  return {
    view: text(raw["view"]),
    q: text(raw["q"]),
    filter: isQuery(raw["filter"]) ? raw["filter"] : undefined,
    sort: typeof raw["sort"] === "string" ? raw["sort"] : undefined,
    group: typeof raw["group"] === "string" ? raw["group"] : undefined,
    cols: text(raw["cols"]),
    density: oneOf(raw["density"], ["compact", "roomy"]),
    show: oneOf(raw["show"], ["graph"]),
    create: raw["create"] === true ? true : undefined,
  };
}

export type ApiSearch = { q?: string | undefined; area?: string | undefined; open?: string | undefined };

export function apiSearch(raw: Raw): ApiSearch {
  return { q: text(raw["q"]), area: text(raw["area"]), open: text(raw["open"]) };
}

export type EntityTab = "resource" | "overview" | "related" | "runs" | "audit" | "readme";

export type EntitySearch = {
  tab?: EntityTab | undefined;
  rel?: string | undefined;
  show?: "graph" | undefined;
  edit?: true | undefined;
};

export function entitySearch(raw: Raw): EntitySearch {
  return {
    tab: oneOf(raw["tab"], ["resource", "overview", "related", "runs", "audit", "readme"]),
    rel: text(raw["rel"]),
    show: oneOf(raw["show"], ["graph"]),
    edit: raw["edit"] === true ? true : undefined,
  };
}

export type AuditSearch = {
  blueprint?: string | undefined;
  entity?: string | undefined;
  action?: string | undefined;
  resource?: string | undefined;
  user?: string | undefined;
  origin?: string | undefined;
  run?: string | undefined;
  range?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  open?: string | undefined;
};

export function auditSearch(raw: Raw): AuditSearch {
  return {
    blueprint: text(raw["blueprint"]),
    entity: text(raw["entity"]),
    action: oneOf(raw["action"], ["CREATE", "UPDATE", "DELETE"]),
    resource: text(raw["resource"]),
    user: text(raw["user"]),
    origin: text(raw["origin"]),
    run: text(raw["run"]),
    range: oneOf(raw["range"], ["1h", "24h", "7d", "30d", "custom"]),
    since: text(raw["since"]),
    until: text(raw["until"]),
    open: text(raw["open"]),
  };
}

export function signInSearch(raw: Raw): { next?: string | undefined } {
  const next = text(raw["next"]);
  return { next: next?.startsWith("/") && !next.startsWith("//") ? next : undefined };
}

export function modelSearch(raw: Raw): { create?: true | undefined } {
  return { create: raw["create"] === true ? true : undefined };
}

export function importSearch(raw: Raw): { job?: string | undefined } {
  return { job: text(raw["job"]) };
}

export function cardSearch(raw: Raw): { q?: string | undefined } {
  return { q: text(raw["q"]) };
}

export type RequestSearch = { entity?: string | undefined; set?: Record<string, Json> | undefined };

export function requestSearch(raw: Raw): RequestSearch {
  const set = raw["set"];
  return { entity: text(raw["entity"]), set: typeof set === "object" && set !== null && !Array.isArray(set) ? (set as Record<string, Json>) : undefined };
}

export type SimulationSearch = RequestSearch & { action?: string | undefined; as?: string | undefined; at?: string | undefined };

export function simulationSearch(raw: Raw): SimulationSearch {
  return { ...requestSearch(raw), action: text(raw["action"]), as: text(raw["as"]), at: text(raw["at"]) };
}

export function actionSearch(raw: Raw): { begins?: "automation" | undefined } {
  return { begins: oneOf(raw["begins"], ["automation"]) };
}

export function requestsSearch(raw: Raw): { of?: "all" | undefined; state?: "open" | "ended" | undefined } {
  return { of: oneOf(raw["of"], ["all"]), state: oneOf(raw["state"], ["open", "ended"]) };
}

export type RunTab = "progress" | "graph" | "inputs" | "policy";

export function runSearch(raw: Raw): { tab?: RunTab | undefined } {
  return { tab: oneOf(raw["tab"], ["graph", "inputs", "policy"]) };
}

export const resourcesShows = ["complaining", "drifted", "expiring", "oversized", "unowned"] as const;

export type ResourcesShow = (typeof resourcesShows)[number];

export type ResourcesSearch = { show?: ResourcesShow | undefined; team?: string | undefined; type?: string | undefined; environment?: string | undefined; server?: string | undefined };

export function resourcesSearch(raw: Raw): ResourcesSearch {
  return { show: oneOf(raw["show"], resourcesShows), team: text(raw["team"]), type: text(raw["type"]), environment: text(raw["environment"]), server: text(raw["server"]) };
}

export function findingsSearch(raw: Raw): { q?: string | undefined } {
  return { q: text(raw["q"]) };
}

export function approvalsSearch(raw: Raw): { show?: "asked" | "decided" | undefined } {
  return { show: oneOf(raw["show"], ["asked", "decided"]) };
}

const firingStates = ["DUE", "FIRED", "SKIPPED", "STOPPED", "DENIED", "FAILED"] as const;

export function automationsSearch(raw: Raw): { state?: (typeof firingStates)[number] | undefined; show?: "all" | undefined } {
  return { state: oneOf(raw["state"], firingStates), show: oneOf(raw["show"], ["all"]) };
}

export function notificationsSearch(raw: Raw): { show?: "unread" | "settings" | "deliveries" | undefined } {
  return { show: oneOf(raw["show"], ["unread", "settings", "deliveries"]) };
}

export function insightsSearch(raw: Raw): { days?: number | undefined } {
  return { days: oneOf(raw["days"], [1, 7, 90]) };
}

export function deliveriesSearch(raw: Raw): { show?: "mine" | "all" | undefined; team?: string | undefined; drifted?: boolean | undefined } {
  return { show: oneOf(raw["show"], ["mine", "all"]), team: text(raw["team"]), drifted: raw["drifted"] === true ? true : undefined };
}

export type CalendarSearch = { month?: string | undefined; day?: string | undefined; environment?: string | undefined; show?: "mine" | "all" | undefined };

const written = (value: unknown, form: RegExp) => (typeof value === "string" && form.test(value) ? value : undefined);

export function calendarSearch(raw: Raw): CalendarSearch {
  return {
    month: written(raw["month"], /^\d{4}-(0[1-9]|1[0-2])$/),
    day: written(raw["day"], /^\d{4}-(0[1-9]|1[0-2])-\d{2}$/),
    environment: text(raw["environment"]),
    show: oneOf(raw["show"], ["mine", "all"]),
  };
}

export type DeliveryTab = "deployments" | "builds" | "values";

export type DeliverySearch = { tab?: DeliveryTab | undefined; environment?: string | undefined; release?: string | undefined; as?: "yaml" | undefined };

export type ValuesEditSearch = { layer?: "environment" | undefined; environment?: string | undefined };

/** Without a layer it is what holds in all environments. */
export function valuesEditSearch(raw: Raw): ValuesEditSearch {
  return { layer: oneOf(raw["layer"], ["environment"]), environment: text(raw["environment"]) };
}

export function deliverySearch(raw: Raw): DeliverySearch {
  return { tab: oneOf(raw["tab"], ["builds", "values"]), environment: text(raw["environment"]), release: text(raw["release"]), as: oneOf(raw["as"], ["yaml"]) };
}
