import { useEffect, useRef } from "react";

export type Jump = "h" | "c" | "s" | "r" | "o" | "d" | "p" | "a" | "b";

type Handlers = { onJump: (key: Jump) => void; onPalette: () => void; onHelp: () => void; onCollapse: () => void };

const jumps: readonly string[] = ["h", "c", "s", "r", "o", "d", "p", "a", "b"];

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) || target.closest("[role=dialog]") !== null;
}

/** Keys that work on every page: Ctrl-K, g then a letter, ? and [. */
export function usePageKeys(handlers: Handlers) {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    let armed = 0;
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        latest.current.onPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (Date.now() - armed < 1200 && jumps.includes(event.key)) {
        armed = 0;
        latest.current.onJump(event.key as Jump);
        return;
      }
      if (event.key === "g") armed = Date.now();
      if (event.key === "?") latest.current.onHelp();
      if (event.key === "[") latest.current.onCollapse();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
