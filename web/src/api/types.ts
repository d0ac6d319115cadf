/** Shapes of the HTTP API, by hand until they are generated from api/openapi.yaml. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type PropertyType = "string" | "number" | "boolean" | "object" | "array";

export type Property = {
  type: PropertyType;
  title?: string;
  description?: string;
  icon?: string;
  format?: string;
  /** Of a text whose lines count. */
  multiline?: boolean;
  default?: Json;
  enum?: (string | number)[];
  enumColors?: Record<string, string>;
  /** What its values are called. */
  enumTitles?: Record<string, string>;
  /** Of a number, such as GB. */
  unit?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: { type?: PropertyType; format?: string; enum?: (string | number)[]; enumColors?: Record<string, string> };
  spec?: string;
};

export type Relation = { title?: string; description?: string; target: string; required?: boolean; many?: boolean };

export type MirrorProperty = { title?: string; path: string };

export type CalculationProperty = Omit<Property, "enum"> & {
  calculation: string;
  colorized?: boolean;
  colors?: Record<string, string>;
};

export type AggregationProperty = {
  title?: string;
  description?: string;
  icon?: string;
  type?: PropertyType;
  target: string;
  calculationSpec: Record<string, string>;
  query?: Query;
  pathFilter?: { fromBlueprint?: string; path: string[] }[];
};

export type Ownership = { type: "Direct" | "Inherited"; title?: string; path?: string };

export type Blueprint = {
  identifier: string;
  title?: string;
  description?: string;
  icon?: string | null;
  schema: { properties: Record<string, Property>; required?: string[] };
  mirrorProperties: Record<string, MirrorProperty>;
  calculationProperties: Record<string, CalculationProperty>;
  aggregationProperties: Record<string, AggregationProperty>;
  relations: Record<string, Relation>;
  ownership?: Ownership | null;
  /** Part of the demo organisation. */
  "x-demo"?: boolean;
  createdAt?: string;
  updatedAt?: string;
};

export type RelationValue = string | { identifier: string; title?: string | null };

export type Entity = {
  identifier: string;
  title?: string | null;
  icon?: string | null;
  blueprint?: string;
  team?: string[];
  properties: Record<string, Json>;
  relations: Record<string, RelationValue | RelationValue[] | null>;
  version?: number;
  createdAt?: string;
  createdBy?: string;
  updatedAt?: string;
  updatedBy?: string;
};

/** What a form sends: an entity without what the server decides. */
export type EntityDraft = {
  identifier?: string;
  title?: string;
  icon?: string | null;
  team?: string[];
  properties: Record<string, Json>;
  relations: Record<string, string | string[] | null>;
};

export type Rule = { property: string; operator: string; value?: Json };

export type Query = { combinator: "and" | "or"; rules: (Rule | Query)[] };

export type Sort = { property: string; order: "ASC" | "DESC" };

export type Facet = { value: Json; title?: string; count: number };

export type Dependent = {
  blueprint: string;
  relation: string;
  required: boolean;
  count: number;
  sample: { identifier: string; title?: string }[];
};

export type Related = {
  direction: "outgoing" | "incoming";
  blueprint: string;
  relation: string;
  title: string;
  many: boolean;
  count: number;
};

export type Graph = {
  nodes: { blueprint: string; identifier: string; title?: string; icon?: string | null; depth: number }[];
  edges: { source: string; target: string; relation: string }[];
  truncated: boolean;
};

export type SearchResult = {
  blueprint: string;
  blueprintTitle: string;
  identifier: string;
  title?: string;
  icon?: string | null;
  snippet?: string;
};

export type SessionUser = {
  email: string;
  firstName?: string;
  lastName?: string;
  name?: string;
  roles: string[];
  teams: string[];
  mustChangePassword?: boolean;
  locale?: string | null;
};

export type Session = {
  user: SessionUser;
  organization: Organization;
  csrfToken: string;
  setup?: { empty: boolean; demo: boolean };
};

export type Organization = {
  id?: string;
  name: string;
  settings?: Record<string, Json>;
  featureFlags?: string[];
  announcement?: { enabled?: boolean; content?: string; link?: string; color?: "blue" | "red" } | null;
};

export type Page = {
  identifier: string;
  type: string;
  title?: string;
  icon?: string | null;
  description?: string | null;
  parent?: string | null;
  after?: string | null;
  blueprint?: string | null;
  visibility?: "org" | "private";
  widgets?: { id?: string; type: string; [key: string]: unknown }[];
  createdBy?: string;
};

export type SidebarItem = {
  identifier: string;
  title?: string;
  after?: string | null;
  parent?: string | null;
  sidebarType: string;
};

export type Audit = {
  identifier: string;
  action: "CREATE" | "UPDATE" | "DELETE" | string;
  resourceType: string;
  status: string;
  message?: string | null;
  trigger: { by?: { userId?: string; user?: { email?: string } | null } | null; origin?: string; at: string };
  context?: Record<string, string | null> | null;
  diff?: { before?: Json; after?: Json } | null;
};

export type User = {
  email: string;
  firstName?: string | null;
  lastName?: string | null;
  name?: string | null;
  roles: string[];
  teams: string[];
  status: "ACTIVE" | "INVITED" | "DISABLED";
  createdAt?: string;
  lastLoginAt?: string | null;
};

export type Team = {
  name: string;
  description?: string | null;
  users?: (string | { email: string })[];
  createdAt?: string;
  updatedAt?: string;
};

export type Credential = {
  clientId: string;
  name: string;
  role: string;
  teams?: string[];
  createdAt?: string;
  lastUsedAt?: string | null;
};

export type PersonalToken = {
  id: string;
  name: string;
  createdAt?: string;
  expiresAt?: string | null;
  lastUsedAt?: string | null;
};

export type Secret = { secretName: string; description?: string | null; createdAt?: string; updatedAt?: string };

export type OutboundNetwork = { network: string; reason: string; addedAt: string; addedBy: string };

export type ImportResource = {
  itemsToParse?: string;
  filter?: string;
  blueprint: string;
  entity: {
    identifier: string;
    title?: string;
    icon?: string;
    team?: string;
    properties?: Record<string, string>;
    relations?: Record<string, string>;
  };
};

export type ImportMapping = {
  resources: ImportResource[];
  createMissingRelatedEntities?: boolean;
  merge?: boolean;
};

export type ImportFormat = "yaml" | "json" | "csv";

export type ImportRequest = { name?: string; format: ImportFormat; content: string; mapping: ImportMapping };

export type ImportChange = "create" | "update" | "unchanged" | "refused";

export type ImportPreview = {
  total: number;
  create: number;
  update: number;
  unchanged: number;
  refused: number;
  samples: {
    blueprint: string;
    identifier: string;
    change: ImportChange;
    before?: Json;
    after?: Json;
    errors?: { path: string; message: string }[];
    input?: Json;
  }[];
  errors: { resource: number | string; message: string }[];
};

export type ImportJob = {
  id: string;
  name?: string;
  status: "PENDING" | "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
  total: number;
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  errors?: { blueprint?: string; identifier?: string; message: string }[];
  startedAt?: string;
  endedAt?: string | null;
};

export type Demo = { loaded: boolean; status?: string | null; processed?: number; total?: number };

export type BulkResult = {
  entities: { identifier: string; index: number; created?: boolean }[];
  errors?: { identifier: string; index: number; statusCode: number; error: string; message: string }[];
};

export type PermissionBlock = { users?: string[]; roles?: string[]; teams?: string[]; ownedByTeam?: boolean };

export type BlueprintPermissions = {
  entities: {
    read?: PermissionBlock;
    register: PermissionBlock;
    unregister: PermissionBlock;
    update: PermissionBlock;
    updateProperties: Record<string, PermissionBlock>;
    updateRelations: Record<string, PermissionBlock>;
  };
};

export type Job = {
  name: string;
  kind: string;
  purpose: string;
  state: "WAITING" | "RUNNING" | "FAILING" | "ENDED";
  asked?: { by: string; at: string } | null;
  progress?: { done: number; total?: number | null } | null;
  lastRun?: { startedAt: string; endedAt: string; result: "SUCCESS" | "FAILURE"; report?: string | null } | null;
  nextRunAt?: string | null;
  lastError?: { at: string; message: string } | null;
  consecutiveFailures: number;
};
