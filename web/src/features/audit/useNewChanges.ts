import { useCallback, useEffect, useState } from "react";
import { listenLive } from "@/api/live";

type Asked = { blueprint?: string | undefined; entity?: string | undefined; action?: string | undefined };

/** Counts the changes that arrive after the page was read and that the filters would show. */
export function useNewChanges({ blueprint, entity, action }: Asked) {
  const [connected, setConnected] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    setWaiting(0);
    return listenLive((message) => {
      if (message.kind === "connected") setConnected(message.connected);
      if (message.kind === "lagged" || (message.kind === "blueprint" && !entity && (!blueprint || blueprint === message.identifier))) setWaiting((count) => count + 1);
      if (message.kind !== "entity") return;
      const { change } = message;
      if ((blueprint && blueprint !== change.blueprint) || (entity && entity !== change.identifier) || (action && action !== change.change)) return;
      setAt(change.at);
      setWaiting((count) => count + 1);
    });
  }, [blueprint, entity, action]);
  const settle = useCallback(() => setWaiting(0), []);
  return { connected, at, waiting, settle };
}
