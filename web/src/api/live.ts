/** Changes as they happen, by server-sent events. One connection is shared by the whole page. */

export type EntityChange = {
  change: "CREATE" | "UPDATE" | "DELETE";
  blueprint: string;
  identifier: string;
  at: string;
  by?: string;
};

export type LiveMessage =
  | { kind: "entity"; change: EntityChange }
  | { kind: "blueprint"; identifier: string }
  | { kind: "lagged" }
  | { kind: "connected"; connected: boolean };

type Listener = (message: LiveMessage) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;

function tell(message: LiveMessage) {
  for (const listener of [...listeners]) listener(message);
}

function connect() {
  if (typeof EventSource === "undefined") return;
  source = new EventSource("/v1/events");
  source.onopen = () => tell({ kind: "connected", connected: true });
  source.onerror = () => tell({ kind: "connected", connected: false });
  source.addEventListener("entity", (event) => {
    tell({ kind: "entity", change: JSON.parse((event as MessageEvent<string>).data) as EntityChange });
  });
  source.addEventListener("blueprint", (event) => {
    const data = JSON.parse((event as MessageEvent<string>).data) as { identifier: string };
    tell({ kind: "blueprint", identifier: data.identifier });
  });
  source.addEventListener("lagged", () => tell({ kind: "lagged" }));
}

export function listenLive(listener: Listener): () => void {
  listeners.add(listener);
  if (!source) connect();
  else if (source.readyState === EventSource.OPEN) listener({ kind: "connected", connected: true });
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = null;
  };
}
