import { useEffect, useRef, useState } from "react";
import { searchEntities } from "@/api/entities";
import { listenLive } from "@/api/live";
import type { Entity } from "@/api/types";

const freshFor = 10_000;
const nothing: ReadonlySet<string> = new Set();

export type LiveState = {
  connected: boolean;
  /** When the last change arrived. */
  at: string | null;
  fresh: ReadonlySet<string>;
  /** Rows that appeared or vanished since the table was read; shown when asked for. */
  waiting: number;
  settle: () => void;
  /** Marks a row that this page itself has changed. */
  mark: (identifier: string) => void;
};

/** Changed rows are read again and marked where they stand; new and deleted ones wait to be asked for. */
export function useLiveRows(blueprint: string, replaceInPlace: (changed: Entity[]) => void): LiveState {
  const [connected, setConnected] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(nothing);
  const [waiting, setWaiting] = useState(0);
  const put = useRef(replaceInPlace);
  useEffect(() => {
    put.current = replaceInPlace;
  });
  const mark = (identifier: string) => {
    setFresh((before) => new Set(before).add(identifier));
    setTimeout(() => {
      setFresh((before) => {
        const next = new Set(before);
        next.delete(identifier);
        return next;
      });
    }, freshFor);
  };
  const marking = useRef(mark);
  useEffect(() => {
    marking.current = mark;
  });
  useEffect(() => {
    const changed = new Set<string>();
    let due: ReturnType<typeof setTimeout> | null = null;
    const read = async () => {
      due = null;
      const identifiers = [...changed].slice(0, 200);
      changed.clear();
      try {
        const page = await searchEntities(blueprint, { identifiers, limit: identifiers.length, attachTitles: true });
        put.current(page.entities);
        identifiers.forEach((identifier) => marking.current(identifier));
      } catch {
        // The next change, or a reload, shows it.
      }
    };
    const stop = listenLive((message) => {
      if (message.kind === "connected") setConnected(message.connected);
      if (message.kind === "lagged") setWaiting((count) => count + 1);
      if (message.kind !== "entity" || message.change.blueprint !== blueprint) return;
      setAt(message.change.at);
      if (message.change.change === "UPDATE") {
        changed.add(message.change.identifier);
        due ??= setTimeout(() => void read(), 250);
      } else {
        setWaiting((count) => count + 1);
      }
    });
    return () => {
      stop();
      if (due) clearTimeout(due);
      setWaiting(0);
      setFresh(nothing);
      setAt(null);
    };
  }, [blueprint]);
  return { connected, at, fresh, waiting, settle: () => setWaiting(0), mark };
}
