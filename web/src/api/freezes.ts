import { call, path } from "./client";

export const weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
export type Weekday = (typeof weekdays)[number];

/** By the clocks of the zone, such as Friday 16:00 to Monday 07:00. */
export type Weekly = { fromDay: Weekday; from: string; untilDay: Weekday; until: string };

/** A time in which nothing is released to an environment: from and until, or weekly. */
export type FreezeWish = { name: string; reason: string; zone: string; from: string | null; until: string | null; weekly: Weekly | null };
export type Freeze = FreezeWish & { id: string; environment: string; createdBy: string; createdAt: string };

export function listFreezes(environment: string) {
  return call<{ freezes: Freeze[]; frozenUntil: string | null }>(path`/environments/${environment}/freezes`);
}

/** @param id null for a new one */
export function putFreeze(environment: string, id: string | null, wish: FreezeWish) {
  return id === null ? call<unknown>(path`/environments/${environment}/freezes`, { method: "POST", body: wish }) : call<unknown>(path`/environments/${environment}/freezes/${id}`, { method: "PUT", body: wish });
}

export function removeFreeze(environment: string, id: string) {
  return call<unknown>(path`/environments/${environment}/freezes/${id}`, { method: "DELETE" });
}
