import { Button } from "@mantine/core";
import { IconGitBranch, IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listBranches } from "@/api/repositories";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { EmptyRepository } from "./EmptyRepository";
import { FileView } from "./FileView";
import { FolderView } from "./FolderView";
import { RefPicker } from "./RefPicker";
import classes from "./Repositories.module.css";
import { keyOf, useRepository } from "./useRepository";

function PathCrumbs({ path, last }: { path: string; last: "file" | "folder" }) {
  const { t } = useTranslation();
  const { owner, name } = useRepository();
  const { ref } = useSearch({ from: "/inside/repositories/$owner/$name/" });
  const parts = path.split("/").filter(Boolean);
  return (
    <nav aria-label={t("repositories.pathLabel")} className={classes["path"]}>
      <ol>
        <li>
          <Link to="/repositories/$owner/$name" params={{ owner, name }} search={{ ref }} className={parts.length === 0 ? "strong" : "link"}>
            {name}
          </Link>
        </li>
        {parts.map((part, at) => (
          <li key={at}>
            <span className="quiet" aria-hidden="true">
              /
            </span>
            {at === parts.length - 1 ? (
              <span className="strong" aria-current={last === "file" ? "page" : "location"}>
                {part}
              </span>
            ) : (
              <Link to="/repositories/$owner/$name" params={{ owner, name }} search={{ ref, path: parts.slice(0, at + 1).join("/") }} className="link">
                {part}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Folders and files on a branch or a tag. */
export function FilesPage() {
  const { t } = useTranslation();
  const repository = useRepository();
  const { owner, name } = repository;
  const { ref, path, file } = useSearch({ from: "/inside/repositories/$owner/$name/" });
  const navigate = useNavigate({ from: "/repositories/$owner/$name/" });
  const pushed = repository.pushedAt !== null;
  const found = useQuery({
    queryKey: [...keyOf(repository), "begins"],
    queryFn: async ({ signal }) => {
      const { branches } = await listBranches(repository, repository.defaultBranch, undefined, 100, signal);
      if (branches.some((one) => one.name === repository.defaultBranch)) return repository.defaultBranch;
      return (await listBranches(repository, undefined, undefined, 1, signal)).branches[0]?.name ?? null;
    },
    enabled: pushed && ref === undefined,
  });
  if (!pushed) return <EmptyRepository repository={repository} />;
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (ref === undefined && found.data === undefined) return <PageBones />;
  if (ref === undefined && found.data === null) return <EmptyRepository repository={repository} />;
  if (ref === undefined && found.data !== repository.defaultBranch) {
    return (
      <EmptyState
        icon={<IconGitBranch size={20} stroke={1.5} />}
        title={t("repositories.noDefault", { branch: repository.defaultBranch })}
        why={t("repositories.noDefaultWhy")}
        action={
          <Button component={Link} to={`/repositories/${encodeURIComponent(owner)}/${name}`} search={{ ref: found.data } as never} variant="filled">
            {t("repositories.lookAt", { branch: found.data })}
          </Button>
        }
      />
    );
  }
  const at = ref ?? repository.defaultBranch;
  const shown = file ?? path ?? "";
  return (
    <div className="body">
      <div className="row wrap">
        <RefPicker value={at} label={t("repositories.ref")} onChange={(next) => void navigate({ search: (before) => ({ ...before, ref: next === repository.defaultBranch ? undefined : next }) })} />
        <PathCrumbs path={shown} last={file ? "file" : "folder"} />
        <Button
          className="push"
          leftSection={<IconHistory size={16} stroke={1.5} />}
          renderRoot={(props) => <Link {...props} to="/repositories/$owner/$name/commits" params={{ owner, name }} search={{ ref, path: shown || undefined }} />}
        >
          {t("repositories.history")}
        </Button>
      </div>
      {file ? <FileView key={`${at} ${file}`} at={at} path={file} /> : <FolderView key={`${at} ${path}`} at={at} path={path ?? ""} />}
    </div>
  );
}
