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

/** Of which change request: of a repository here, or of one at a Git host outside. */
export type PreviewedRequest = Which | { external: string; number: number };

const of = (request: PreviewedRequest) =>
  "external" in request
    ? path`/external-repositories/${request.external}/change-requests/${String(request.number)}/preview`
    : path`/repositories/${request.owner}/${request.name}/change-requests/${String(request.number)}/preview`;

export function readPreviews(which: Which) {
  return call<Previews>(of(which));
}

/** @returns id of the request, which may wait for approval */
export async function startPreview(request: PreviewedRequest, wish: PreviewWish) {
  return (await call<{ run: string }>(of(request), { method: "POST", body: wish })).run;
}

export function extendPreview(request: PreviewedRequest, service: string, hours: number) {
  return call<unknown>(`${of(request)}/extend`, { method: "POST", body: { service, hours } });
}

export function stopPreview(request: PreviewedRequest, service: string) {
  return call<unknown>(of(request), { method: "DELETE", query: { service } });
}

export type ServicePreview = {
  change: number;
  /** Of the change request, as people write it. */
  name: string;
  /** Path of its page, or its address at a Git host. */
  link: string;
  /** Null where its repository is here. */
  externalRepository: string | null;
  preview: Preview;
};

export type ServicePreviews = {
  previews: ServicePreview[];
  /** Where its change requests are; null where they are here, or not known. */
  outside: { id: string; name: string; webUrl: string } | null;
  mayTry: boolean;
  environments: string[];
};

export function readServicePreviews(service: string) {
  return call<ServicePreviews>(path`/deliveries/${service}/previews`);
}
