/** The lines of a table, worked out from its sections, so that a hundred thousand of them cost nothing to keep. */
import type { Facet } from "@/api/types";

export type Section = { key: string; facet: Facet | null; open: boolean; rows: number };

export type Line = { kind: "group"; section: Section } | { kind: "row"; section: Section; index: number };

export const groupHeight = 32;

/** A section with the rows that are known of it, and where it begins. */
type Span = { section: Section; rows: number; heads: 0 | 1; first: number; groupsBefore: number };

export class Lines {
  readonly count: number;
  /** Without the headings of groups. */
  readonly rows: number;
  private readonly spans: Span[];
  private readonly groups: number;

  constructor(sections: Section[], reachOf: (section: Section) => number) {
    let first = 0;
    let groups = 0;
    this.spans = sections.map((section) => {
      const heads = section.facet ? 1 : 0;
      const rows = section.open ? Math.min(section.rows, reachOf(section)) : 0;
      const span: Span = { section, rows, heads, first, groupsBefore: groups };
      first += heads + rows;
      groups += heads;
      return span;
    });
    this.count = first;
    this.groups = groups;
    this.rows = first - groups;
  }

  at(line: number): Line | undefined {
    const span = this.spanOf(line);
    if (!span) return undefined;
    const index = line - span.first - span.heads;
    return index < 0 ? { kind: "group", section: span.section } : { kind: "row", section: span.section, index };
  }

  topOf(line: number, rowHeight: number): number {
    const span = this.spanOf(line);
    const groups = span ? span.groupsBefore + (line > span.first ? span.heads : 0) : this.groups;
    return groups * groupHeight + (line - groups) * rowHeight;
  }

  height(rowHeight: number): number {
    return this.groups * groupHeight + this.rows * rowHeight;
  }

  /** The line that is drawn at a height. */
  lineAt(top: number, rowHeight: number): number {
    const span = this.lastSpan((one) => this.topOf(one.first, rowHeight) <= top);
    if (!span) return 0;
    const inside = top - this.topOf(span.first, rowHeight) - span.heads * groupHeight;
    if (inside < 0) return span.first;
    return Math.min(span.first + span.heads + Math.floor(inside / rowHeight), Math.max(0, this.count - 1));
  }

  private spanOf(line: number): Span | undefined {
    if (line < 0 || line >= this.count) return undefined;
    return this.lastSpan((span) => span.first <= line);
  }

  private lastSpan(fits: (span: Span) => boolean): Span | undefined {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fits(this.spans[middle]!)) low = middle + 1;
      else high = middle;
    }
    // A section without a line shares its beginning with the one that follows.
    return this.spans[low - 1];
  }
}
