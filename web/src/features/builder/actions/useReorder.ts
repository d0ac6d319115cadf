import { useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import { nudged, placed } from "./arrangement";
import type { Arrangement } from "./arrangement";

/** Where a pointer is over the list: at which place of which step. */
function placeUnder(event: PointerEvent, list: Element | null): { step: number; at: number } | null {
  const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("[data-step]");
  if (!row || !list?.contains(row)) return null;
  return { step: Number(row.dataset["step"]), at: Number(row.dataset["at"]) };
}

/** Moves inputs by a handle: with the pointer, or with the arrow keys. */
export function useReorder(arrangement: Arrangement, onMove: (arrangement: Arrangement, name: string) => void) {
  const [moving, setMoving] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const move = (next: Arrangement, name: string) => {
    if (JSON.stringify(next.steps.map((step) => step.names)) !== JSON.stringify(arrangement.steps.map((step) => step.names))) onMove(next, name);
  };
  const focus = (name: string) => requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(name)}"]`)?.focus());
  const handle = (name: string) => ({
    "data-handle": name,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setMoving(name);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const place = moving === name ? placeUnder(event, list.current) : null;
      if (!place) return;
      const from = arrangement.steps.findIndex((step) => step.names.includes(name));
      const isHeader = place.at < 0;
      if (!isHeader) return move(placed(arrangement, name, place.step, place.at), name);
      if (from < place.step) return move(placed(arrangement, name, place.step, 0), name);
      if (from >= place.step && place.step > 0) move(placed(arrangement, name, place.step - 1, arrangement.steps[place.step - 1]!.names.length), name);
    },
    onPointerUp: () => setMoving(null),
    onPointerCancel: () => setMoving(null),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      move(nudged(arrangement, name, event.key === "ArrowUp" ? -1 : 1), name);
      focus(name);
    },
  });
  return { list, moving, handle };
}
