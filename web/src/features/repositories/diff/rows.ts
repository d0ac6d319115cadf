import type { DiffLine, FileDiff } from "@/api/repositories";

/** Two sides of one row; of lines that stayed both are the same. */
export type Pair = { left: DiffLine | null; right: DiffLine | null };

/** What was removed stands beside what was added in its place. */
export function pairs(lines: DiffLine[]): Pair[] {
  const rows: Pair[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at++) rows.push({ left: removed[at] ?? null, right: added[at] ?? null });
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === "REMOVED") {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (line.kind === "ADDED") {
      added.push(line);
    } else {
      flush();
      rows.push({ left: line, right: line });
    }
  }
  flush();
  return rows;
}

export const pathOf = (file: Pick<FileDiff, "oldPath" | "newPath">) => file.newPath ?? file.oldPath ?? "";

export type Side = "OLD" | "NEW";

/** The line that a comment on this one is about. */
export function placeOf(line: DiffLine, side: Side): { side: Side; line: number } | null {
  const number = side === "OLD" ? line.oldNumber : line.newNumber;
  return number === null ? null : { side, line: number };
}

export const placeKey = (side: Side, line: number) => `${side} ${line}`;
