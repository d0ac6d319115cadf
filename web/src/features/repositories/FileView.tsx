import { Button, SegmentedControl } from "@mantine/core";
import { IconDownload, IconFileUnknown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { rawAddress, readFileText } from "@/api/repositories";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { measured } from "@/lib/amounts";
import { linkInside } from "./links";
import classes from "./Repositories.module.css";
import { keyOf, useWhose } from "./useRepository";

const Markdown = lazy(() => import("@/components/Markdown").then((module) => ({ default: module.Markdown })));
const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

function languageOf(path: string) {
  if (/\.(json|webmanifest)$/i.test(path)) return "json" as const;
  return /\.ya?ml$/i.test(path) ? ("yaml" as const) : ("text" as const);
}

/** One file: as it reads, or its text. */
export function FileView({ at, path }: { at: string; path: string }) {
  const { t } = useTranslation();
  const whose = useWhose();
  const isMarkdown = /\.(md|markdown)$/i.test(path);
  const [source, setSource] = useState(false);
  const { data: file, error, refetch } = useQuery({ queryKey: [...keyOf(whose), "file", at, path], queryFn: ({ signal }) => readFileText(whose, { ref: at, path }, signal) });
  if (error && !file) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!file) return <PageBones />;
  const { text } = file;
  const lines = text === null ? 0 : text.replace(/\n$/, "").split("\n").length;
  const save = (
    <Button component="a" href={rawAddress(whose, { ref: at, path })} download size="xs" leftSection={<IconDownload size={14} stroke={1.5} />}>
      {t("repositories.download")}
    </Button>
  );
  return (
    <section className="card" aria-label={path}>
      <header className="wrap">
        <h2 style={{ overflowWrap: "anywhere" }}>{path.split("/").at(-1)}</h2>
        <span className="small quiet">
          {text === null ? null : `${t("repositories.lines", { count: lines })} · `}
          {measured("bytes", file.bytes)}
          {file.kind === "EXECUTABLE" ? ` · ${t("repositories.kinds.EXECUTABLE")}` : null}
          {file.kind === "LINK" ? ` · ${t("repositories.kinds.LINK")}` : null}
        </span>
        <div className="row push">
          {isMarkdown && text !== null ? (
            <SegmentedControl
              role="radiogroup"
              aria-label={t("repositories.showAs")}
              value={source ? "text" : "page"}
              onChange={(next) => setSource(next === "text")}
              data={[
                { value: "page", label: t("repositories.asPage") },
                { value: "text", label: t("repositories.asText") },
              ]}
            />
          ) : null}
          {text === null ? null : <CopyButton value={text} label={t("repositories.copyText")} />}
          {save}
        </div>
      </header>
      {text === null ? (
        <EmptyState icon={<IconFileUnknown size={20} stroke={1.5} />} title={file.tooLarge ? t("repositories.tooLarge") : t("repositories.binary")} why={file.tooLarge ? t("repositories.tooLargeWhy") : t("repositories.binaryWhy")} />
      ) : text === "" ? (
        <p className="in quiet">{t("repositories.emptyFile")}</p>
      ) : (
        <Suspense fallback={<PageBones />}>
          {isMarkdown && !source ? (
            <div className="in">
              <Markdown text={text} linkOf={(href) => linkInside(whose, at, path, href)} />
            </div>
          ) : (
            <div className={classes["source"]}>
              <CodeEditor language={languageOf(path)} value={text} label={path} height={lines > 60 ? "calc(100dvh - 220px)" : "auto"} readOnly />
            </div>
          )}
        </Suspense>
      )}
    </section>
  );
}
