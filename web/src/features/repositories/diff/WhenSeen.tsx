import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";

/** Draws what is large only once it comes near the window. */
export function WhenSeen({ height, children }: { height: number; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const node = place.current;
    if (seen || !node) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), { rootMargin: "800px" });
    observer.observe(node);
    return () => observer.disconnect();
  }, [seen]);
  return seen ? children : <div ref={place} style={{ height }} />;
}
