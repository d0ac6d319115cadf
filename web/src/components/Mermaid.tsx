import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";

/** The library puts labels into the page before it cleans them: what looks like a tag keeps its name only. */
function withoutAttributes(source: string): string {
  return source.replace(/<\s*([a-z][\w-]*)\b[^<>]*>/gi, "<$1>");
}

/** A diagram from its text; the library is loaded when a page has one. */
export function Mermaid({ source }: { source: string }) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme("light");
  const id = useId().replace(/[^a-zA-Z0-9]/g, "");
  const [drawn, setDrawn] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const draw = async () => {
      try {
        const { default: mermaid } = await import("mermaid");
        mermaid.initialize({ startOnLoad: false, securityLevel: "strict", htmlLabels: false, flowchart: { htmlLabels: false }, theme: scheme === "dark" ? "dark" : "neutral", fontFamily: "var(--font)" });
        const { svg } = await mermaid.render(`diagram${id}`, withoutAttributes(source));
        if (current) setDrawn(svg);
      } catch (error) {
        if (current) setProblem(error instanceof Error ? error.message : String(error));
      }
    };
    void draw();
    return () => {
      current = false;
    };
  }, [source, scheme, id]);
  if (problem) {
    return (
      <span className="small">
        {t("markdown.badDiagram", { problem })}
        <br />
        {source}
      </span>
    );
  }
  if (!drawn) return <span className="quiet">{source}</span>;
  return <span role="img" aria-label={t("markdown.diagram")} dangerouslySetInnerHTML={{ __html: drawn }} />;
}
