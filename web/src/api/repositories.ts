import { address, call, path } from "./client";

export type Protection = { enabled: boolean; requiredApprovals: number; staleApprovals: boolean; requiredChecks: string[] };
export type Grant = { kind: "TEAM" | "USER"; name: string; level: "WRITE" | "MAINTAIN" };

export type Repository = {
  owner: string;
  name: string;
  description: string;
  defaultBranch: string;
  protection: Protection;
  grants: Grant[];
  clonePath: string;
  bytes: number;
  /** Null before the first push. */
  pushedAt: string | null;
  createdBy: string;
  createdAt: string;
  mayWrite: boolean;
  mayMaintain: boolean;
};

/** Which repository. */
export type Whose = { owner: string; name: string };

/** One here, or one at a Git host outside, by Fairway's id for it. */
export type AnyRepository = Whose | { external: string };

/** Where the API has it. */
export const placeOf = (repository: AnyRepository) => ("external" in repository ? path`/external-repositories/${repository.external}` : path`/repositories/${repository.owner}/${repository.name}`);

export type RepositoryFilter = { q?: string | undefined; team?: string | undefined; mine?: boolean | undefined };
export type RepositoryChange = Partial<Pick<Repository, "description" | "defaultBranch" | "protection" | "grants">>;

export function listRepositories(filter: RepositoryFilter, from?: string, limit?: number, signal?: AbortSignal) {
  return call<{ repositories: Repository[]; next: string | null }>("/repositories", { query: { ...filter, from, limit }, signal });
}

export async function createRepository(repository: { owner: string; name: string; description: string }) {
  return (await call<{ repository: Repository }>("/repositories", { method: "POST", body: repository })).repository;
}

export async function readRepository({ owner, name }: Whose) {
  return (await call<{ repository: Repository }>(path`/repositories/${owner}/${name}`)).repository;
}

export async function changeRepository({ owner, name }: Whose, change: RepositoryChange) {
  return (await call<{ repository: Repository }>(path`/repositories/${owner}/${name}`, { method: "PATCH", body: change })).repository;
}

export async function renameRepository({ owner, name }: Whose, next: string) {
  return (await call<{ repository: Repository }>(path`/repositories/${owner}/${name}/rename`, { method: "POST", body: { name: next } })).repository;
}

export function deleteRepository({ owner, name }: Whose, confirm: string) {
  return call<unknown>(path`/repositories/${owner}/${name}`, { method: "DELETE", query: { confirm } });
}

export type CommitLine = { id: string; subject: string; author: string; authorEmail: string; at: string };
export type NamedCommit = { name: string; commit: CommitLine };

export function listBranches({ owner, name }: Whose, q?: string, after?: string, limit?: number, signal?: AbortSignal) {
  return call<{ branches: NamedCommit[]; next: string | null }>(path`/repositories/${owner}/${name}/branches`, { query: { q, after, limit }, signal });
}

export function listTags({ owner, name }: Whose, q?: string, after?: string, limit?: number, signal?: AbortSignal) {
  return call<{ tags: NamedCommit[]; next: string | null }>(path`/repositories/${owner}/${name}/tags`, { query: { q, after, limit }, signal });
}

export function deleteBranch({ owner, name }: Whose, branch: string) {
  return call<unknown>(path`/repositories/${owner}/${name}/branches`, { method: "DELETE", query: { branch } });
}

export type TreeEntry = { name: string; kind: "FOLDER" | "FILE" | "EXECUTABLE" | "LINK" | "SUBMODULE"; lastCommit: CommitLine | null };

/** Where somebody looks: a branch, tag or commit, and a path. */
export type At = { ref?: string | undefined; path?: string | undefined };

export function readTree({ owner, name }: Whose, at: At, after?: string, signal?: AbortSignal) {
  return call<{ commit: string; entries: TreeEntry[]; next: string | null }>(path`/repositories/${owner}/${name}/tree`, { query: { ...at, after }, signal });
}

export type FileText = { commit: string; path: string; kind: TreeEntry["kind"]; bytes: number; binary: boolean; tooLarge: boolean; text: string | null };

export async function readFileText({ owner, name }: Whose, at: At, signal?: AbortSignal) {
  return (await call<{ file: FileText }>(path`/repositories/${owner}/${name}/file`, { query: at, signal })).file;
}

/** Where a browser saves the file from. */
export function rawAddress({ owner, name }: Whose, at: At) {
  return address(path`/repositories/${owner}/${name}/raw`, at);
}

export function listCommits({ owner, name }: Whose, at: At, after?: string, signal?: AbortSignal) {
  return call<{ commits: CommitLine[]; next: string | null }>(path`/repositories/${owner}/${name}/commits`, { query: { ...at, after }, signal });
}

export type DiffLine = { kind: "CONTEXT" | "ADDED" | "REMOVED"; oldNumber: number | null; newNumber: number | null; text: string };
export type DiffHunk = { oldStart: number; oldLines: number; newStart: number; newLines: number; lines: DiffLine[] };

export type FileDiff = {
  oldPath: string | null;
  newPath: string | null;
  change: "ADDED" | "MODIFIED" | "DELETED" | "RENAMED" | "COPIED";
  binary: boolean;
  added: number;
  removed: number;
  /** Whether lines are left out because there are too many. */
  cut: boolean;
  hunks: DiffHunk[];
};

export type CommitDiff = { changedFiles: number; added: number; removed: number; cut: boolean; files: FileDiff[] };
export type WholeCommit = { commit: CommitLine; message: string; parents: string[]; diff: CommitDiff };

export async function readCommit({ owner, name }: Whose, commit: string) {
  return (await call<{ commit: WholeCommit }>(path`/repositories/${owner}/${name}/commits/${commit}`)).commit;
}

export type Comparison = { base: string | null; from: string; to: string; ahead: number; behind: number; commits: CommitLine[]; diff: CommitDiff };

export async function compare({ owner, name }: Whose, from: string, to: string) {
  return (await call<{ comparison: Comparison }>(path`/repositories/${owner}/${name}/compare`, { query: { from, to } })).comparison;
}
