import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";

const Markdown = lazy(() => import("@/components/Markdown").then((module) => ({ default: module.Markdown })));

type Way = { label: string; variant?: "filled" | "default"; /** May be sent without words. */ silent?: boolean; send: (body: string) => Promise<unknown> };

type Props = {
  label: string;
  initial?: string;
  focused?: boolean;
  /** What can be done with what was written; the first by Ctrl-Enter. */
  ways: [Way, ...Way[]];
  onCancel?: () => void;
};

/** Markdown is written here and sent; what was typed is kept when it is refused. */
export function WriteBox({ label, initial = "", focused, ways, onCancel }: Props) {
  const { t } = useTranslation();
  const [body, setBody] = useState(initial);
  const [preview, setPreview] = useState(false);
  const [busy, setBusy] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const written = body.trim() !== "";
  const send = async (at: number) => {
    const way = ways[at];
    if (!way || (!written && !way.silent) || busy !== null) return;
    setBusy(at);
    setError(null);
    try {
      await way.send(body.trim());
      setBody("");
      setPreview(false);
    } catch (failure) {
      setError(failure);
    }
    setBusy(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send(0);
    if (event.key === "Escape" && !written) onCancel?.();
  };
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row wrap">
        <SegmentedControl
          size="xs"
          role="radiogroup"
          aria-label={t("changeRequests.writeAs", { what: label })}
          value={preview ? "preview" : "write"}
          onChange={(next) => setPreview(next === "preview")}
          data={[
            { value: "write", label: t("changeRequests.write") },
            { value: "preview", label: t("changeRequests.preview") },
          ]}
        />
        <span className="small quiet push">{t("changeRequests.isMarkdown")}</span>
      </div>
      {preview ? (
        <Suspense fallback={<PageBones />}>{written ? <Markdown text={body} /> : <p className="quiet">{t("changeRequests.nothingWritten")}</p>}</Suspense>
      ) : (
        <Textarea aria-label={label} placeholder={label} autosize minRows={3} maxRows={16} maxLength={20_000} value={body} autoFocus={focused ?? false} onKeyDown={press} onChange={(event) => setBody(event.currentTarget.value)} />
      )}
      <ErrorNote error={error} />
      <div className="row wrap">
        {ways.map((way, at) => (
          <Button key={way.label} variant={way.variant ?? "default"} loading={busy === at} disabled={(!written && !way.silent) || (busy !== null && busy !== at)} onClick={() => void send(at)}>
            {way.label}
          </Button>
        ))}
        {onCancel ? (
          <Button variant="subtle" onClick={onCancel}>
            {t("common.cancel")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
