import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportChange, ImportPreview } from "@/api/types";
import { Diff } from "@/components/Diff";
import { formatNumber } from "@/lib/time";
import classes from "./Import.module.css";

const changes: ImportChange[] = ["create", "update", "unchanged", "refused"];
const tones: Record<ImportChange, string> = { create: "good", update: "info", unchanged: "", refused: "bad" };

/** What would be created, changed and refused, and why, before anything happens. */
export function PreviewCard({ preview, busy, onRun }: { preview: ImportPreview; busy: boolean; onRun: () => void }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<ImportChange | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const samples = preview.samples.filter((sample) => only === null || sample.change === only);
  const work = preview.create + preview.update;
  return (
    <section className="card">
      <header>
        <h2>{t("import.preview")}</h2>
        <span className="quiet">{t("import.found", { count: preview.total, formatted: formatNumber(preview.total) })}</span>
        <Button className="push" variant="filled" disabled={work === 0} loading={busy} onClick={onRun}>
          {t("import.run", { count: work, formatted: formatNumber(work) })}
        </Button>
      </header>
      <div className={classes["figures"]}>
        {changes.map((change) => (
          <button key={change} type="button" aria-pressed={only === change} onClick={() => setOnly(only === change ? null : change)}>
            {t(`import.changes.${change}`)}
            <b>{formatNumber(preview[change])}</b>
          </button>
        ))}
      </div>
      {preview.errors.length > 0 ? (
        <div className="in">
          <div className="note bad" role="alert">
            <ul>
              {preview.errors.map((error, at) => (
                <li key={at}>
                  {t("import.resource", { resource: error.resource })} {error.message}
                </li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
      <ul className="list">
        {samples.map((sample) => {
          const key = `${sample.blueprint}/${sample.identifier}`;
          return (
            <li key={key}>
              <button type="button" className="audit-line row" aria-expanded={open === key} onClick={() => setOpen(open === key ? null : key)}>
                <span className={`badge ${tones[sample.change]}`}>{t(`import.changes.${sample.change}`)}</span>
                <code className="cut">{sample.identifier}</code>
                <span className="quiet">{sample.blueprint}</span>
              </button>
              {sample.errors?.map((error) => (
                <p key={error.path} className="small" style={{ color: "var(--bad)" }}>
                  <code>{error.path}</code> {error.message}
                </p>
              ))}
              {open === key ? <Diff before={sample.before ?? null} after={sample.after ?? sample.input ?? null} /> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
