import { queryOptions } from "@tanstack/react-query";
import { readAudit } from "@/api/audit";

/** The changes that the home page begins with. */
export const latestQuery = queryOptions({ queryKey: ["audit", "latest"], queryFn: () => readAudit({ resources: "entity" }, undefined, 8) });
