import type { Repository } from "@/api/repositories";

export function cloneAddress({ clonePath }: Pick<Repository, "clonePath">) {
  return window.location.origin + clonePath;
}

/** What brings a folder of files into an empty repository. */
export function firstCommands(repository: Pick<Repository, "clonePath" | "defaultBranch">) {
  const { defaultBranch } = repository;
  return [`git init -b ${defaultBranch} && git add . && git commit -m "Begin"`, `git remote add origin ${cloneAddress(repository)}`, `git push -u origin ${defaultBranch}`];
}
