import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import type { Lines } from "./lines";

const overscan = 12;
export const headHeight = 32;

type Range = { first: number; last: number };

/** Which lines are in sight, with some before and after. */
export function useRowWindow(scroller: RefObject<HTMLDivElement | null>, lines: Lines, rowHeight: number) {
  const [range, setRange] = useState<Range>({ first: 0, last: 40 });
  const look = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const first = Math.max(0, lines.lineAt(box.scrollTop, rowHeight) - overscan);
    const last = lines.lineAt(box.scrollTop + box.clientHeight, rowHeight) + overscan;
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, [scroller, lines, rowHeight]);
  const latest = useRef(look);
  useLayoutEffect(() => {
    latest.current = look;
    look();
  }, [look]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const onMove = () => latest.current();
    const sizes = new ResizeObserver(onMove);
    sizes.observe(box);
    box.addEventListener("scroll", onMove, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener("scroll", onMove);
    };
  }, [scroller]);

  const scrollTo = useCallback(
    (line: number) => {
      const box = scroller.current;
      if (!box) return;
      const top = lines.topOf(line, rowHeight);
      const bottom = lines.topOf(line + 1, rowHeight) + headHeight;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    },
    [scroller, lines, rowHeight],
  );
  const last = Math.min(range.last, lines.count - 1);
  return { first: Math.min(range.first, Math.max(0, last)), last, scrollTo };
}
