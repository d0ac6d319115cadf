import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Whose } from "@/api/repositories";
import { ErrorNote } from "@/components/ErrorState";
import classes from "./Pipelines.module.css";
import { usePipelineLog } from "./usePipelineLog";

/** How near its end somebody reads who wants to follow it, in pixels. */
const near = 40;

/** What the stages print, under their names; it stays at its end while somebody reads there. */
export function PipelineLog({ whose, id, open, stage, onAll }: { whose: Whose; id: string; open: boolean; /** Null for all. */ stage: string | null; onAll: () => void }) {
  const { t } = useTranslation();
  const { pieces, error, retry } = usePipelineLog(whose, id, open);
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (log.current && atEnd.current) log.current.scrollTop = log.current.scrollHeight;
  }, [pieces, stage]);
  const shown = (pieces ?? []).filter((piece) => stage === null || piece.stage === stage);
  const parts: { stage: string; text: string }[] = [];
  for (const piece of shown) {
    const last = parts.at(-1);
    if (last?.stage === piece.stage) last.text += piece.text;
    else parts.push({ stage: piece.stage, text: piece.text });
  }
  return (
    <section className="card" aria-label={t("runs.log")} aria-busy={pieces === null && !error}>
      <header>
        <h2>{t("runs.log")}</h2>
        {open ? <span className="live">{t("runs.following")}</span> : null}
        {stage === null ? null : (
          <Button className="push" size="xs" onClick={onAll}>
            {t("pipelines.allStages")}
          </Button>
        )}
      </header>
      <ErrorNote error={error} onRetry={retry} />
      {pieces && parts.length === 0 ? <p className="in quiet">{t("pipelines.nothingPrinted")}</p> : null}
      {parts.length > 0 ? (
        <div
          ref={log}
          className={classes["log"]}
          tabIndex={0}
          role="log"
          aria-label={t("runs.log")}
          onScroll={({ currentTarget: at }) => {
            atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < near;
          }}
        >
          {parts.map((part, at) => (
            <div key={at}>
              <h3>{part.stage}</h3>
              <pre>{part.text}</pre>
            </div>
          ))}
        </div>
      ) : null}
    </section>
  );
}
