import { call } from "./client";
import type { Audit } from "./types";

export type AuditFilter = {
  blueprint?: string | undefined;
  entity?: string | undefined;
  action?: string | undefined;
  resources?: string | undefined;
  user?: string | undefined;
  origin?: string | undefined;
  run_id?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
};

export type AuditPage = { audits: Audit[]; next?: string | null };

export function readAudit(filter: AuditFilter, cursor: string | undefined, limit = 50) {
  return call<AuditPage>("/audit-log", { query: { ...filter, cursor, limit } });
}
