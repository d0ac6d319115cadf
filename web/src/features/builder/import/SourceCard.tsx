import { Button, FileButton, SegmentedControl } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { DragEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ImportFormat } from "@/api/types";
import { formatNumber } from "@/lib/time";
import { formatOf } from "./examples";
import type { Source } from "./examples";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

const shownInEditor = 200_000;

/** The file, chosen, dropped or pasted. */
export function SourceCard({ source, onChange }: { source: Source; onChange: (source: Source) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const take = async (file: File | null | undefined) => {
    if (file) onChange({ name: file.name, format: formatOf(file.name) ?? source.format, content: await file.text() });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const large = source.content.length > shownInEditor;
  return (
    <section
      className="card"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      style={over ? { borderColor: "var(--accent-text)", background: "var(--accent-soft)" } : undefined}
    >
      <header>
        <h2>{t("import.source")}</h2>
        {source.name ? (
          <span className="quiet cut">
            {source.name}, {t("import.size", { kilobytes: formatNumber(Math.ceil(source.content.length / 1024)) })}
          </span>
        ) : null}
        <span className="row push">
          <SegmentedControl role="radiogroup" size="xs" aria-label={t("import.format")} value={source.format} onChange={(format) => onChange({ ...source, format: format as ImportFormat })} data={[{ value: "yaml", label: "YAML" }, { value: "json", label: "JSON" }, { value: "csv", label: "CSV" }]} />
          <FileButton onChange={(file) => void take(file)} accept=".yaml,.yml,.json,.csv" inputProps={{ "aria-label": t("import.choose") }}>
            {(props) => (
              <Button {...props} size="xs" leftSection={<IconUpload size={14} stroke={1.5} />}>
                {t("import.choose")}
              </Button>
            )}
          </FileButton>
        </span>
      </header>
      <div className="in">
        <Suspense fallback={<div className="code" style={{ height: 360 }} />}>
          <CodeEditor
            language={large || source.format === "csv" ? "text" : source.format}
            value={large ? source.content.slice(0, shownInEditor) : source.content}
            label={t("import.source")}
            height="360px"
            readOnly={large}
            {...(large ? {} : { onChange: (content: string) => onChange({ ...source, content }) })}
          />
        </Suspense>
        <p className="small quiet" style={{ marginTop: 8 }}>
          {large ? t("import.large") : t("import.sourceHelp")}
        </p>
      </div>
    </section>
  );
}
