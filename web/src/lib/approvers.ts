import type { TFunction } from "i18next";
import type { Demand } from "@/api/selfservice";

/** Whom a demand asks, as a phrase: "2 of team-anchor". */
export function approversOf(demand: Demand, t: TFunction): string {
  const names = [...demand.users, ...demand.teams, ...demand.roles.map((role) => t("approvals.role", { role }))].join(", ") || t("approvals.admins");
  if (demand.needed === 0) return t("approvals.allOf", { names });
  return demand.needed === 1 ? names : t("approvals.someOf", { count: demand.needed, names });
}
