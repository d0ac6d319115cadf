import { useCallback, useMemo, useRef, useState } from "react";
import type { Entity } from "@/api/types";

export type Selection = {
  ids: ReadonlySet<string>;
  state: "none" | "some" | "all";
  has: (identifier: string) => boolean;
  toggle: (entity: Entity, extend: boolean) => void;
  toggleAll: () => void;
  set: (identifiers: Iterable<string>) => void;
  clear: () => void;
};

const nothing: ReadonlySet<string> = new Set();

/** Which rows are picked; Shift picks everything between the last one and this. */
export function useSelection(shown: () => Entity[], total: number): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(nothing);
  const last = useRef<string | null>(null);
  const latest = useRef(shown);
  latest.current = shown;
  const toggle = useCallback((entity: Entity, extend: boolean) => {
    setIds((before) => {
      const next = new Set(before);
      const order = latest.current().map((one) => one.identifier);
      const from = order.indexOf(last.current ?? "");
      const to = order.indexOf(entity.identifier);
      if (extend && from >= 0 && to >= 0) order.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((id) => next.add(id));
      else if (!next.delete(entity.identifier)) next.add(entity.identifier);
      return next;
    });
    last.current = entity.identifier;
  }, []);
  const clear = useCallback(() => setIds(nothing), []);
  return useMemo(() => {
    const state = ids.size === 0 ? "none" : ids.size >= total ? "all" : "some";
    return {
      ids,
      state,
      has: (identifier) => ids.has(identifier),
      toggle,
      toggleAll: () => setIds(ids.size > 0 ? nothing : new Set(latest.current().map((one) => one.identifier))),
      set: (identifiers) => setIds(new Set(identifiers)),
      clear,
    };
  }, [ids, total, toggle, clear]);
}
