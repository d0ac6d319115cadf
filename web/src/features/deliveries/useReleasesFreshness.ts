import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listenLive } from "@/api/live";

/** Reads deliveries again as soon as a release comes or changes. */
export function useReleasesFreshness() {
  const client = useQueryClient();
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const stop = listenLive((message) => {
      if (message.kind !== "lagged" && !(message.kind === "entity" && message.change.blueprint === "release")) return;
      clearTimeout(soon);
      soon = setTimeout(() => void client.invalidateQueries({ queryKey: ["deliveries"] }), 300);
    });
    return () => {
      stop();
      clearTimeout(soon);
    };
  }, [client]);
}
