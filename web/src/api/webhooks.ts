import { call, path } from "./client";
import type { Whose } from "./repositories";

export const webhookEvents = ["PUSH", "CHANGE_REQUEST"] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export type Webhook = { id: string; host: string; events: WebhookEvent[]; active: boolean; createdAt: string; createdBy: string };

export type HookDelivery = {
  id: string;
  place: number;
  event: WebhookEvent | "TEST";
  body: string;
  state: "WAITING" | "DELIVERED" | "FAILED";
  attempts: number;
  /** A status, or why there was none. */
  answer: string | null;
  createdAt: string;
  triedAt: string | null;
};

export async function listWebhooks({ owner, name }: Whose) {
  return (await call<{ webhooks: Webhook[] }>(path`/repositories/${owner}/${name}/webhooks`)).webhooks;
}

/** With the secret that its messages are signed with, which is not shown again. */
export function addWebhook({ owner, name }: Whose, webhook: { url: string; events: WebhookEvent[] }) {
  return call<{ webhook: Webhook; secret: string }>(path`/repositories/${owner}/${name}/webhooks`, { method: "POST", body: webhook });
}

export function changeWebhook({ owner, name }: Whose, id: string, change: { events?: WebhookEvent[]; active?: boolean }) {
  return call<{ webhook: Webhook }>(path`/repositories/${owner}/${name}/webhooks/${id}`, { method: "PATCH", body: change });
}

export function removeWebhook({ owner, name }: Whose, id: string) {
  return call<unknown>(path`/repositories/${owner}/${name}/webhooks/${id}`, { method: "DELETE" });
}

export function testWebhook({ owner, name }: Whose, id: string) {
  return call<{ delivery: HookDelivery }>(path`/repositories/${owner}/${name}/webhooks/${id}/test`, { method: "POST", body: {} });
}

export function listHookDeliveries({ owner, name }: Whose, id: string, before?: number, signal?: AbortSignal) {
  return call<{ deliveries: HookDelivery[]; next: number | null }>(path`/repositories/${owner}/${name}/webhooks/${id}/deliveries`, { query: { before }, signal });
}

export function sendHookAgain({ owner, name }: Whose, id: string, delivery: string) {
  return call<{ delivery: HookDelivery }>(path`/repositories/${owner}/${name}/webhooks/${id}/deliveries/${delivery}/again`, { method: "POST", body: {} });
}
