import { SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle, IconColumns2, IconFileDiff, IconList } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CommitDiff, FileDiff } from "@/api/repositories";
import { EmptyState } from "@/components/EmptyState";
import { formatNumber } from "@/lib/time";
import { DiffLines } from "./DiffLines";
import classes from "./DiffView.module.css";
import { pathOf } from "./rows";
import type { Side } from "./rows";
import { WhenSeen } from "./WhenSeen";

/** What people say of lines. */
export type Talk = {
  /** Of a line by its place; of what has no line in the difference by null. */
  under: (path: string, key: string | null) => ReactNode;
  onAsk?: ((path: string, side: Side, line: number) => void) | undefined;
};

type Props = { diff: CommitDiff; split: boolean; onSplit: (split: boolean) => void; talk?: Talk };

function Counts({ added, removed }: { added: number; removed: number }) {
  return (
    <span className={classes["counts"]}>
      {added > 0 ? <span className={classes["added"]}>+{formatNumber(added)}</span> : null}
      {removed > 0 ? <span className={classes["removed"]}>−{formatNumber(removed)}</span> : null}
    </span>
  );
}

function WhyNoLines({ file }: { file: FileDiff }) {
  const { t } = useTranslation();
  const why = file.binary
    ? t("repositories.binaryChanged")
    : file.cut
      ? t("repositories.tooLargeToCompare")
      : file.change === "RENAMED" || file.change === "COPIED"
        ? t("repositories.onlyMoved")
        : t("repositories.noLines");
  return <p className="in quiet">{why}</p>;
}

function FileCard({ file, at, split, talk }: { file: FileDiff; at: number; split: boolean; talk: Talk | undefined }) {
  const { t } = useTranslation();
  const path = pathOf(file);
  const lines = file.hunks.reduce((sum, hunk) => sum + hunk.lines.length + 1, 0);
  const elsewhere = talk?.under(path, null);
  const onAsk = talk?.onAsk;
  return (
    <section className={`card ${classes["file"]}`} id={`file-${at}`} aria-label={path} tabIndex={-1}>
      <header>
        <h2>{file.oldPath && file.newPath && file.oldPath !== file.newPath ? `${file.oldPath} → ${file.newPath}` : path}</h2>
        {file.change === "MODIFIED" ? null : <span className={`badge ${file.change === "ADDED" ? "good" : file.change === "DELETED" ? "bad" : "info"}`}>{t(`repositories.change.${file.change}`)}</span>}
        <span className="push">
          <Counts added={file.added} removed={file.removed} />
        </span>
      </header>
      {elsewhere ? <div className="in">{elsewhere}</div> : null}
      {file.hunks.length === 0 ? (
        <WhyNoLines file={file} />
      ) : (
        <WhenSeen height={lines * 20}>
          <DiffLines file={file} split={split} onAsk={onAsk ? (side, line) => onAsk(path, side, line) : undefined} under={(key) => talk?.under(path, key) ?? null} />
        </WhenSeen>
      )}
      {file.cut && file.hunks.length > 0 ? <p className="in quiet small">{t("repositories.cutFile")}</p> : null}
    </section>
  );
}

/** What changed, file by file: lines below or beside each other. */
export function DiffView({ diff, split, onSplit, talk }: Props) {
  const { t } = useTranslation();
  const wide = useMediaQuery("(min-width: 800px)", true);
  const option = (Icon: typeof IconList, text: string) => (
    <span className="row tight nowrap">
      <Icon size={14} stroke={1.5} aria-hidden="true" />
      {text}
    </span>
  );
  if (diff.files.length === 0) return <EmptyState icon={<IconFileDiff size={20} stroke={1.5} />} title={t("repositories.noChanges")} why={t("repositories.noChangesWhy")} />;
  return (
    <>
      <div className="row wrap">
        <span className="strong">{t("repositories.filesChanged", { count: diff.changedFiles, number: formatNumber(diff.changedFiles) })}</span>
        <Counts added={diff.added} removed={diff.removed} />
        {wide ? (
          <div className="push">
            <SegmentedControl
              role="radiogroup"
              aria-label={t("repositories.diffAs")}
              value={split ? "split" : "unified"}
              onChange={(next) => onSplit(next === "split")}
              data={[
                { value: "unified", label: option(IconList, t("repositories.unified")) },
                { value: "split", label: option(IconColumns2, t("repositories.split")) },
              ]}
            />
          </div>
        ) : null}
      </div>
      {diff.cut ? (
        <div className="note warn">
          <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
          <p>{diff.files.length < diff.changedFiles ? t("repositories.cutFiles", { shown: formatNumber(diff.files.length), number: formatNumber(diff.changedFiles) }) : t("repositories.cutLines")}</p>
        </div>
      ) : null}
      {diff.files.length > 1 ? (
        <details className={`card ${classes["summary"]}`} open={diff.files.length <= 20}>
          <summary>
            <span className="strong">{t("repositories.fileList")}</span>
          </summary>
          <ul className={classes["files"]} tabIndex={0} aria-label={t("repositories.fileList")}>
            {diff.files.map((file, at) => (
              <li key={at}>
                <a
                  href={`#file-${at}`}
                  onClick={(event) => {
                    event.preventDefault();
                    const card = document.getElementById(`file-${at}`);
                    card?.scrollIntoView({ block: "start" });
                    card?.focus({ preventScroll: true });
                  }}
                >
                  <code className="cut" title={pathOf(file)}>
                    {pathOf(file)}
                  </code>
                  <span className="push">
                    <Counts added={file.added} removed={file.removed} />
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {diff.files.map((file, at) => (
        <FileCard key={at} file={file} at={at} split={split && wide} talk={talk} />
      ))}
    </>
  );
}
