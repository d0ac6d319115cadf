import { call, path } from "./client";

export const hostKinds = ["GITHUB", "GITLAB"] as const;
export type HostKind = (typeof hostKinds)[number];

/** How Fairway signs in: by the token of an account, or as a GitHub App. */
export const waysIn = ["TOKEN", "APP"] as const;
export type WayIn = (typeof waysIn)[number];

export type GitHost = {
  name: string;
  kind: HostKind;
  url: string;
  signsInAs: WayIn;
  /** Of the GitHub App; null where there is a token. */
  appId: string | null;
  /** As whom Fairway is signed in. */
  account: string | null;
  takesWebhooks: boolean;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
};

export type ExternalRepository = { id: string; name: string; host: string; path: string; defaultBranch: string; team: string; webUrl: string; /** Of a change request; {number} stands for its number. */ changeRequestUrl: string; createdBy: string; createdAt: string; mayWrite: boolean };

/** Secrets that are null stay as they are. */
export type WrittenHost = { kind: HostKind; url: string; token: string | null; appId: string | null; privateKey: string | null; webhookSecret: string | null };

export async function listHosts() {
  return (await call<{ hosts: GitHost[] }>("/git-hosts")).hosts;
}

export function putHost(name: string, host: WrittenHost) {
  return call(path`/git-hosts/${name}`, { method: "PUT", body: host });
}

export function testHost(name: string) {
  return call<{ works: boolean; account: string | null; reason: string | null }>(path`/git-hosts/${name}/test`, { method: "POST", body: {} });
}

export function removeHost(name: string) {
  return call(path`/git-hosts/${name}`, { method: "DELETE" });
}

export type ExternalFilter = { host?: string; q?: string | undefined; mine?: boolean | undefined };

export function listExternalRepositories(filter: ExternalFilter, from?: string, signal?: AbortSignal) {
  return call<{ repositories: ExternalRepository[]; next: string | null }>("/external-repositories", { query: { ...filter, from }, signal });
}

export async function readExternalRepository(id: string) {
  return (await call<{ repository: ExternalRepository }>(path`/external-repositories/${id}`)).repository;
}

export function addExternalRepository(repository: { host: string; path: string; team: string }) {
  return call("/external-repositories", { method: "POST", body: repository });
}

export function removeExternalRepository(id: string) {
  return call(path`/external-repositories/${id}`, { method: "DELETE" });
}
