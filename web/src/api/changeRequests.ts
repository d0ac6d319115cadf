import { call, path } from "./client";
import type { Comparison, Whose } from "./repositories";

export type ChangeRequestState = "OPEN" | "MERGED" | "CLOSED";

export type ChangeRequest = {
  id: number;
  owner: string;
  repository: string;
  number: number;
  title: string;
  description: string;
  source: string;
  target: string;
  author: string;
  state: ChangeRequestState;
  base: string;
  head: string;
  mergeCommit: string | null;
  endedBy: string | null;
  endedAt: string | null;
  createdAt: string;
  updatedAt: string;
};

export type Reason = { code: string; message: string };
export type Mergeability = { state: "CLEAN" | "CONFLICTS" | "BLOCKED"; conflicts: string[]; reasons: Reason[] };
export type Verdict = "APPROVED" | "CHANGES_REQUESTED";
export type Review = { reviewer: string; verdict: Verdict; body: string; commit: string; at: string };
export type Reviewer = { kind: "TEAM" | "USER"; name: string };
export type Check = { name: string; state: "PENDING" | "SUCCESS" | "FAILURE" | "SKIPPED"; summary: string; detailsUrl: string | null; reportedBy: string; reportedAt: string };

export type WholeChangeRequest = {
  changeRequest: ChangeRequest;
  /** Null once it is merged or closed. */
  mergeability: Mergeability | null;
  reviewers: Reviewer[];
  reviews: Review[];
  checks: Check[];
  mayMerge: boolean;
};

export type LinePlace = { path: string; side: "OLD" | "NEW"; line: number; commit: string };

export type Comment = { id: string; place: number; author: string; body: string; at: LinePlace | null; botKey: string | null; createdAt: string; editedAt: string | null };

/** Which change request. */
export type Which = Whose & { number: number };

export type ChangeRequestFilter = { state?: ChangeRequestState | undefined; mine?: boolean | undefined; review?: boolean | undefined };

type Page = { changeRequests: ChangeRequest[]; next: number | null };

export function listChangeRequests(whose: Whose | null, filter: ChangeRequestFilter, before?: number, limit?: number, signal?: AbortSignal) {
  const to = whose ? path`/repositories/${whose.owner}/${whose.name}/change-requests` : "/change-requests";
  return call<Page>(to, { query: { ...filter, before, limit }, signal });
}

const one = ({ owner, name, number }: Which) => path`/repositories/${owner}/${name}/change-requests/${String(number)}`;

export async function openChangeRequest({ owner, name }: Whose, proposal: { title: string; description: string; source: string; target: string; reviewers: string[] }) {
  return (await call<{ changeRequest: ChangeRequest }>(path`/repositories/${owner}/${name}/change-requests`, { method: "POST", body: proposal })).changeRequest;
}

export function readChangeRequest(which: Which) {
  return call<WholeChangeRequest>(one(which));
}

export async function readChanges(which: Which) {
  return (await call<{ comparison: Comparison }>(`${one(which)}/changes`)).comparison;
}

export function rewordChangeRequest(which: Which, text: { title: string; description: string }) {
  return call<unknown>(one(which), { method: "PATCH", body: text });
}

export function closeChangeRequest(which: Which) {
  return call<unknown>(`${one(which)}/close`, { method: "POST", body: {} });
}

export function reopenChangeRequest(which: Which) {
  return call<unknown>(`${one(which)}/reopen`, { method: "POST", body: {} });
}

export function mergeChangeRequest(which: Which, wish: { method: "MERGE" | "SQUASH"; expectedHead: string; deleteSource: boolean }) {
  return call<unknown>(`${one(which)}/merge`, { method: "POST", body: wish });
}

export function listComments(which: Which, after?: number, signal?: AbortSignal) {
  return call<{ comments: Comment[]; next: number | null }>(`${one(which)}/comments`, { query: { after, limit: 200 }, signal });
}

export async function addComment(which: Which, comment: { body: string; at?: LinePlace | undefined }) {
  return (await call<{ comment: Comment }>(`${one(which)}/comments`, { method: "POST", body: comment })).comment;
}

export function editComment(which: Which, id: string, body: string) {
  return call<unknown>(one(which) + path`/comments/${id}`, { method: "PATCH", body: { body } });
}

export function deleteComment(which: Which, id: string) {
  return call<unknown>(one(which) + path`/comments/${id}`, { method: "DELETE" });
}

export function reviewChangeRequest(which: Which, review: { verdict: Verdict; body: string; commit: string }) {
  return call<unknown>(`${one(which)}/reviews`, { method: "POST", body: review });
}
