/** What the addresses of repositories and change requests carry. */

type Raw = Record<string, unknown>;

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined);

export type RepositoriesSearch = { q?: string | undefined; of?: "all" | undefined };

export function repositoriesSearch(raw: Raw): RepositoriesSearch {
  return { q: text(raw["q"]), of: raw["of"] === "all" ? "all" : undefined };
}

/** A folder or a file, on a branch or a tag or at a commit. */
export type FilesSearch = { ref?: string | undefined; path?: string | undefined; file?: string | undefined };

export function filesSearch(raw: Raw): FilesSearch {
  return { ref: text(raw["ref"]), path: text(raw["path"]), file: text(raw["file"]) };
}

export type CommitsSearch = { ref?: string | undefined; path?: string | undefined };

export function commitsSearch(raw: Raw): CommitsSearch {
  return { ref: text(raw["ref"]), path: text(raw["path"]) };
}

export type DiffSearch = { view?: "split" | undefined };

export function diffSearch(raw: Raw): DiffSearch {
  return { view: raw["view"] === "split" ? "split" : undefined };
}

export type BranchesSearch = { q?: string | undefined };

export function branchesSearch(raw: Raw): BranchesSearch {
  return { q: text(raw["q"]) };
}

export type ChangeRequestsSearch = { state?: "merged" | "closed" | undefined; open?: string | undefined };

/** @param raw with open as the branch that a new one would bring in */
export function changeRequestsSearch(raw: Raw): ChangeRequestsSearch {
  return { state: raw["state"] === "merged" ? "merged" : raw["state"] === "closed" ? "closed" : undefined, open: raw["open"] === true ? "" : typeof raw["open"] === "string" ? raw["open"] : undefined };
}

export type ChangeRequestSearch = DiffSearch & { tab?: "changes" | "commits" | undefined };

export function changeRequestSearch(raw: Raw): ChangeRequestSearch {
  return { ...diffSearch(raw), tab: raw["tab"] === "changes" ? "changes" : raw["tab"] === "commits" ? "commits" : undefined };
}

export type OpenRequestsSearch = { of?: "mine" | "all" | undefined };

export function openRequestsSearch(raw: Raw): OpenRequestsSearch {
  return { of: raw["of"] === "mine" ? "mine" : raw["of"] === "all" ? "all" : undefined };
}

/** The webhook whose deliveries are shown. */
export type WebhooksSearch = { webhook?: string | undefined };

export function webhooksSearch(raw: Raw): WebhooksSearch {
  return { webhook: typeof raw["webhook"] === "string" && raw["webhook"] !== "" ? raw["webhook"] : undefined };
}
