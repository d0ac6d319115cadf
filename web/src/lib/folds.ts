/** Markdown in which machines fold away what is long: text, and <details> with a <summary>. */
export type Part = { kind: "text"; text: string } | { kind: "fold"; summary: string; open: boolean; inside: Part[] };

const begins = /^\s*<details(\s+open(?:="[^"]*")?)?\s*>/i;
const summaryOf = /^\s*<summary>([\s\S]*?)<\/summary>/i;
const ends = /<\/details>\s*$/i;
const plain = /<\/?(b|strong|i|em|code)>/gi;

/** Folds begin and end on lines of their own; those in fenced code are code, and one without an end is text. */
export function foldsOf(text: string): Part[] {
  if (!/<details/i.test(text)) return [{ kind: "text", text }];
  const lines = text.split("\n");
  const parts: Part[] = [];
  let kept: string[] = [];
  const keep = () => {
    if (kept.some((line) => line.trim() !== "")) parts.push({ kind: "text", text: kept.join("\n") });
    kept = [];
  };
  let fence: string | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    fence = fenceAfter(fence, line);
    const begin = fence === null ? begins.exec(line) : null;
    const end = begin ? endOf(lines, at) : -1;
    if (!begin || end < 0) {
      kept.push(line);
      continue;
    }
    keep();
    const inside = [line.replace(begins, ""), ...lines.slice(at + 1, end + 1)].join("\n").replace(ends, "");
    const summary = summaryOf.exec(inside);
    parts.push({ kind: "fold", summary: summary?.[1]?.replace(plain, "").trim() || "…", open: begin[1] !== undefined, inside: foldsOf(summary ? inside.slice(summary[0].length) : inside) });
    at = end;
  }
  keep();
  return parts;
}

function fenceAfter(fence: string | null, line: string): string | null {
  const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (!mark) return fence;
  if (fence === null) return mark;
  return mark.charAt(0) === fence.charAt(0) && mark.length >= fence.length ? null : fence;
}

/** The line that ends the fold which begins on the given one; -1 when nothing does. */
function endOf(lines: string[], from: number): number {
  let depth = 0;
  let fence: string | null = null;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? "";
    fence = fenceAfter(fence, line);
    if (fence !== null) continue;
    if (begins.test(line)) depth++;
    if (ends.test(line)) depth--;
    if (depth === 0) return at;
  }
  return -1;
}
