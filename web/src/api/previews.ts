import { call, path } from "./client";
import type { Which } from "./changeRequests";
import type { ReleaseState } from "./deliveries";

export type Preview = {
  service: string;
  /** That it is tried in. */
  environment: string;
  state: "RUNNING" | "ENDING" | "ENDED";
  domain: string | null;
  namespace: string;
  release: ReleaseState | null;
  tag: string | null;
  digest: string | null;
  commit: string | null;
  message: string;
  endsAt: string;
  createdBy: string;
  createdAt: string;
  endedAt: string | null;
};

/** What runs of a change request, and what could: services that whoever asks may try, and where. */
export type Previews = { previews: Preview[]; services: string[]; environments: string[] };

export type PreviewWish = { service: string; environment: string; tag?: string | undefined };

const of = ({ owner, name, number }: Which) => path`/repositories/${owner}/${name}/change-requests/${String(number)}/preview`;

export function readPreviews(which: Which) {
  return call<Previews>(of(which));
}

/** @returns id of the request, which may wait for approval */
export async function startPreview(which: Which, wish: PreviewWish) {
  return (await call<{ run: string }>(of(which), { method: "POST", body: wish })).run;
}

export function extendPreview(which: Which, service: string, hours: number) {
  return call<unknown>(`${of(which)}/extend`, { method: "POST", body: { service, hours } });
}

export function stopPreview(which: Which, service: string) {
  return call<unknown>(of(which), { method: "DELETE", query: { service } });
}
