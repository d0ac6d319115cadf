import type { AuditSearch } from "@/lib/search";

const spans = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000, "30d": 2_592_000_000 } as const;

export const rangeNames = [...(Object.keys(spans) as (keyof typeof spans)[]), "custom"] as const;

/** From when to when; a range that ends now begins on a whole minute, so that the same question has the same key for a while. */
export function periodOf({ range, since, until }: AuditSearch, now = Date.now()): { since?: string | undefined; until?: string | undefined } {
  if (range === "custom") return { since, until };
  const span = spans[range as keyof typeof spans];
  return span ? { since: new Date(Math.floor((now - span) / 60_000) * 60_000).toISOString() } : {};
}
