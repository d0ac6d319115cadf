import { Fragment } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DiffHunk, DiffLine, FileDiff } from "@/api/repositories";
import classes from "./DiffView.module.css";
import { pairs, pathOf, placeKey, placeOf } from "./rows";
import type { Side } from "./rows";

type Ask = ((side: Side, line: number) => void) | undefined;

type Props = {
  file: FileDiff;
  split: boolean;
  /** Begins a comment on a line; undefined where none are taken. */
  onAsk: Ask;
  /** What stands below a line. */
  under: (key: string) => ReactNode;
};

const signs = { CONTEXT: " ", ADDED: "+", REMOVED: "−" };

function Numbered({ line, side, path, onAsk }: { line: DiffLine | null; side: Side; path: string; onAsk: Ask }) {
  const { t } = useTranslation();
  const place = line ? placeOf(line, side) : null;
  if (!place) return <td className={classes["no"]} data-kind={line?.kind} />;
  return (
    <td className={classes["no"]} data-kind={line?.kind}>
      {onAsk ? (
        <button type="button" tabIndex={-1} data-line aria-label={t(side === "OLD" ? "changeRequests.commentOld" : "changeRequests.commentNew", { line: place.line, path })} onClick={() => onAsk(side, place.line)}>
          {place.line}
        </button>
      ) : (
        place.line
      )}
    </td>
  );
}

function Code({ line }: { line: DiffLine | null }) {
  return (
    <td className={classes["code"]} data-kind={line ? line.kind : "NONE"}>
      {line ? (
        <>
          <span className={classes["sign"]}>{signs[line.kind]}</span>
          {line.text}
        </>
      ) : null}
    </td>
  );
}

function Under({ keys, under, columns }: { keys: string[]; under: Props["under"]; columns: number }) {
  const parts = keys.map((key) => <Fragment key={key}>{under(key)}</Fragment>);
  if (keys.every((key) => under(key) === null)) return null;
  return (
    <tr className={classes["under"]}>
      <td colSpan={columns}>{parts}</td>
    </tr>
  );
}

const keysOf = (line: DiffLine | null, sides: Side[]) =>
  line
    ? sides.flatMap((side) => {
        const place = placeOf(line, side);
        return place ? [placeKey(side, place.line)] : [];
      })
    : [];

function Unified({ hunk, path, onAsk, under }: { hunk: DiffHunk; path: string } & Pick<Props, "onAsk" | "under">) {
  return hunk.lines.map((line, at) => (
    <Fragment key={at}>
      <tr>
        <Numbered line={line} side="OLD" path={path} onAsk={line.kind === "REMOVED" ? onAsk : undefined} />
        <Numbered line={line} side="NEW" path={path} onAsk={onAsk} />
        <Code line={line} />
      </tr>
      <Under keys={keysOf(line, ["OLD", "NEW"])} under={under} columns={3} />
    </Fragment>
  ));
}

function Split({ hunk, path, onAsk, under }: { hunk: DiffHunk; path: string } & Pick<Props, "onAsk" | "under">) {
  return pairs(hunk.lines).map(({ left, right }, at) => (
    <Fragment key={at}>
      <tr>
        <Numbered line={left} side="OLD" path={path} onAsk={left?.kind === "REMOVED" ? onAsk : undefined} />
        <Code line={left} />
        <Numbered line={right} side="NEW" path={path} onAsk={onAsk} />
        <Code line={right} />
      </tr>
      <Under keys={[...keysOf(left, ["OLD"]), ...keysOf(right, ["NEW"])]} under={under} columns={4} />
    </Fragment>
  ));
}

/** The arrows move between lines that take comments; one of them is reached by Tab. */
function move(event: KeyboardEvent<HTMLTableElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-line]") : null;
  if (!here) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-line]")];
  const next = all[all.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  here.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function makeFirstReachable(table: HTMLTableElement | null) {
  const first = table?.querySelector<HTMLElement>("[data-line]");
  if (first && !table?.querySelector("[data-line][tabindex='0']")) first.tabIndex = 0;
}

export function DiffLines({ file, split, onAsk, under }: Props) {
  const { t } = useTranslation();
  const path = pathOf(file);
  const Hunk = split ? Split : Unified;
  return (
    <table ref={makeFirstReachable} className={classes["lines"]} data-split={split} data-asks={onAsk !== undefined} aria-label={t("repositories.changesOf", { path })} onKeyDown={move}>
      <colgroup>
        <col className={classes["noCol"]} />
        <col className={split ? undefined : classes["noCol"]} />
        {split ? <col className={classes["noCol"]} /> : null}
        <col />
      </colgroup>
      {file.hunks.map((hunk, at) => (
        <tbody key={at}>
          <tr className={classes["hunk"]}>
            <th scope="rowgroup" colSpan={split ? 4 : 3}>
              {`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`}
            </th>
          </tr>
          <Hunk hunk={hunk} path={path} onAsk={onAsk} under={under} />
        </tbody>
      ))}
    </table>
  );
}
