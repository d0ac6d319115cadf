import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listenLive } from "@/api/live";

/** Milliseconds in which changes are taken together. */
const pause = 800;

/** Keeps lists of resources right while they are made, changed and deleted. */
export function useResourcesFreshness() {
  const client = useQueryClient();
  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | null = null;
    const stop = listenLive((message) => {
      if (message.kind !== "lagged" && !(message.kind === "entity" && message.change.blueprint === "resource")) return;
      due ??= setTimeout(() => {
        due = null;
        void client.invalidateQueries({ queryKey: ["resources"] });
      }, pause);
    });
    return () => {
      stop();
      if (due) clearTimeout(due);
    };
  }, [client]);
}
