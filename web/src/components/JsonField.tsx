import { lazy, Suspense, useContext, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "@/api/types";
import { JsonProblems } from "@/lib/jsonProblems";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

const line = 20;
const fewestLines = 4;
const mostLines = 16;

type Props = {
  id?: string;
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  value: Json | undefined;
  /** Undefined when nothing is written. */
  onChange: (value: Json | undefined) => void;
  onBlur?: () => void;
};

const written = (value: Json | undefined) => (value === undefined ? "" : JSON.stringify(value, null, 2));

function read(text: string): { value: Json | undefined; isWrong: boolean } {
  if (text.trim() === "") return { value: undefined, isWrong: false };
  try {
    return { value: JSON.parse(text) as Json, isWrong: false };
  } catch {
    return { value: undefined, isWrong: true };
  }
}

/** A value as JSON. What is not JSON yet changes nothing, and whoever saves is told of it. */
export function JsonField({ id, label, description, error, required, value, onChange, onBlur }: Props) {
  const { t } = useTranslation();
  const report = useContext(JsonProblems);
  const [text, setText] = useState(() => written(value));
  const { isWrong } = read(text);
  useEffect(() => {
    report(label, isWrong);
    return () => report(label, false);
  }, [report, label, isWrong]);
  const write = (next: string) => {
    setText(next);
    const found = read(next);
    if (!found.isWrong) onChange(found.value);
  };
  const lines = Math.min(mostLines, Math.max(fewestLines, text.split("\n").length));
  const shown = isWrong ? t("form.notJson") : error;
  return (
    <div id={id} tabIndex={id ? -1 : undefined} onBlur={onBlur}>
      <div className="mantine-InputWrapper-label">
        {label} {required ? <span className="quiet">*</span> : null}
      </div>
      <Suspense fallback={<div className="code" style={{ height: lines * line + 8 }} />}>
        <CodeEditor language="json" value={text} label={label} height={`${lines * line + 8}px`} onChange={write} />
      </Suspense>
      {description ? <p className="mantine-InputWrapper-description">{description}</p> : null}
      {shown ? (
        <p className="mantine-InputWrapper-error" role="alert">
          {shown}
        </p>
      ) : null}
    </div>
  );
}
