import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listenLive } from "@/api/live";

/** Keeps what every page shows (blueprints, counts) right while others change the catalog. */
export function useCatalogFreshness() {
  const client = useQueryClient();
  useEffect(() => {
    let due: ReturnType<typeof setTimeout> | null = null;
    const stale = new Set<string>();
    const later = (key: string) => {
      stale.add(key);
      due ??= setTimeout(() => {
        due = null;
        for (const one of stale) void client.invalidateQueries({ queryKey: [one] });
        stale.clear();
      }, 800);
    };
    const stop = listenLive((message) => {
      if (message.kind === "entity" && message.change.change !== "UPDATE") later("counts");
      if (message.kind === "blueprint" || message.kind === "lagged") ["blueprints", "counts", "pages", "sidebar", "permissions"].forEach(later);
    });
    return () => {
      stop();
      if (due) clearTimeout(due);
    };
  }, [client]);
}
