import { IconArrowUp, IconCornerDownRight, IconFile, IconFolderFilled, IconPackage, IconTerminal2 } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { readFileText, readTree } from "@/api/repositories";
import type { TreeEntry } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PageBones } from "@/components/PageBones";
import { PlainTable } from "@/components/PlainTable";
import { linkInside } from "./links";
import classes from "./Repositories.module.css";
import { keyOf, useWhose } from "./useRepository";

const Markdown = lazy(() => import("@/components/Markdown").then((module) => ({ default: module.Markdown })));

const icons = { FOLDER: IconFolderFilled, FILE: IconFile, EXECUTABLE: IconTerminal2, LINK: IconCornerDownRight, SUBMODULE: IconPackage };

type Props = { at: string; path: string };

const below = (path: string, name: string) => (path ? `${path}/${name}` : name);

function Readme({ at, path }: Props) {
  const whose = useWhose();
  const { data, error, refetch } = useQuery({ queryKey: [...keyOf(whose), "file", at, path], queryFn: ({ signal }) => readFileText(whose, { ref: at, path }, signal) });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data?.text) return null;
  return (
    <section className="card" aria-label={path}>
      <header>
        <h2>{path.split("/").at(-1)}</h2>
      </header>
      <div className="in">
        <Suspense fallback={<PageBones />}>
          <Markdown text={data.text} linkOf={(href) => linkInside(whose, at, path, href)} />
        </Suspense>
      </div>
    </section>
  );
}

function EntryName({ entry, path }: { entry: TreeEntry; path: string }) {
  const { t } = useTranslation();
  const whose = useWhose();
  const { ref } = useSearch({ from: "/inside/repositories/$owner/$name/" });
  const Icon = icons[entry.kind];
  const to = below(path, entry.name);
  const inner = (
    <>
      <Icon size={16} stroke={1.5} aria-hidden="true" data-kind={entry.kind} />
      <span className="sr">{t(`repositories.kinds.${entry.kind}`)}</span>
      {entry.name}
    </>
  );
  if (entry.kind === "SUBMODULE") return <span className={classes["entry"]}>{inner}</span>;
  return (
    <Link className={`${classes["entry"]} name`} to="/repositories/$owner/$name" params={whose} search={entry.kind === "FOLDER" ? { ref, path: to } : { ref, file: to }}>
      {inner}
    </Link>
  );
}

export function FolderView({ at, path }: Props) {
  const { t } = useTranslation();
  const whose = useWhose();
  const { ref } = useSearch({ from: "/inside/repositories/$owner/$name/" });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keyOf(whose), "tree", at, path],
    queryFn: ({ pageParam, signal }) => readTree(whose, { ref: at, path }, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const read = data?.pages.flatMap((page) => page.entries);
  if (error && !read) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rank = (entry: TreeEntry) => (entry.kind === "FOLDER" ? 0 : 1);
  const entries = read && !hasNextPage ? [...read].sort((one, other) => rank(one) - rank(other)) : read;
  const readme = read?.find((one) => /^readme\.(md|markdown)$/i.test(one.name));
  const columns = [t("common.name"), t("repositories.lastCommit"), t("repositories.changed")];
  return (
    <>
      <section className="card">
        {path ? (
          <Link to="/repositories/$owner/$name" params={whose} search={{ ref, path: path.split("/").slice(0, -1).join("/") || undefined }} className={`${classes["up"]} muted`}>
            <IconArrowUp size={14} stroke={1.5} aria-hidden="true" />
            {t("repositories.up")}
          </Link>
        ) : null}
        <PlainTable
          label={t("repositories.filesOf", { path: path || whose.name })}
          columns={columns}
          items={entries}
          keyOf={(entry) => entry.name}
          lastRight
          row={(entry) => (
            <>
              <td className="nowrap">
                <EntryName entry={entry} path={path} />
              </td>
              <td className={`muted ${classes["subject"]}`}>
                {entry.lastCommit ? (
                  <Link className="name gist" title={entry.lastCommit.subject} to="/repositories/$owner/$name/commits/$commit" params={{ ...whose, commit: entry.lastCommit.id }}>
                    {entry.lastCommit.subject}
                  </Link>
                ) : null}
              </td>
              <td className="muted nowrap" style={{ textAlign: "right" }}>
                <Ago at={entry.lastCommit?.at} />
              </td>
            </>
          )}
        />
        <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
      </section>
      {readme ? <Readme at={at} path={below(path, readme.name)} /> : null}
    </>
  );
}
