/** What people are told, how they want to be told, and what was sent. */
import { call, path } from "./client";

export type Notification = { id: number; kind: string; subject: string; body: string; link: string; at: string; readAt: string | null };

export type NotificationPage = { notifications: Notification[]; unread: number; next: number | null };

export type Mail = "NOW" | "DAILY" | "OFF";

export type Preference = { language: "en" | "ko"; mail: Mail; muted: string[]; mutedUntil: string | null; kinds: string[] };

export type DeliveryState = "DUE" | "SENT" | "GIVEN_UP";

export type Delivery = { id: number; channel: "MAIL" | "SLACK" | "WEBHOOK"; recipient: string; kind: string; subject: string; state: DeliveryState; attempts: number; error: string | null; at: string };

export type TeamRoute = { hasSlack: boolean; hasWebhook: boolean; language: "en" | "ko" };

export function listNotifications(language: string, unread: boolean, before: number | undefined, signal?: AbortSignal) {
  return call<NotificationPage>("/notifications", { query: { language, unread: unread || undefined, before }, signal });
}

export async function countUnread() {
  return (await call<{ unread: number }>("/notifications/unread")).unread;
}

export function markRead(ids: number[]) {
  return call("/notifications/read", { method: "POST", body: { ids } });
}

export function readPreference() {
  return call<{ preference: Preference; hasMail: boolean }>("/notifications/preference");
}

export function savePreference(preference: Omit<Preference, "kinds">) {
  return call("/notifications/preference", { method: "PUT", body: preference });
}

export function readTeamRoute(team: string) {
  return call<TeamRoute>(path`/notifications/teams/${team}`);
}

export function saveTeamRoute(team: string, route: { slack?: string; webhook?: string; language?: string }) {
  return call<TeamRoute>(path`/notifications/teams/${team}`, { method: "PUT", body: route });
}

export function listDeliveries(state: DeliveryState | undefined, before: number | undefined, signal?: AbortSignal) {
  return call<{ deliveries: Delivery[]; next: number | null }>("/notifications/deliveries", { query: { state, before }, signal });
}
