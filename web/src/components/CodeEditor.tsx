import { autocompletion } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { linter, lintGutter } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { useComputedColorScheme } from "@mantine/core";
import CodeMirror from "@uiw/react-codemirror";
import { useMemo } from "react";
import type { Schema } from "@/lib/jsonSchema";
import classes from "./CodeEditor.module.css";
import { completeJson, findJsonProblems } from "./jsonAssist";

type Props = {
  language: "json" | "yaml" | "text";
  value: string;
  label: string;
  height?: string;
  readOnly?: boolean;
  /** What the JSON should look like: completed and checked while typing. */
  schema?: Schema | undefined;
  onChange?: (value: string) => void;
};

const look = EditorView.theme({
  "&": { fontSize: "12px", backgroundColor: "transparent" },
  ".cm-content": { fontFamily: "var(--mono)", lineHeight: "20px" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--text-3)", border: "none", fontFamily: "var(--mono)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
});

export function CodeEditor({ language, value, label, height = "240px", readOnly, schema, onChange }: Props) {
  const scheme = useComputedColorScheme("light");
  const extensions = useMemo(
    () => [
      look,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ tabindex: "0", "aria-label": label, ...(readOnly ? { "aria-readonly": "true" } : {}) }),
      ...(language === "json" ? [json(), ...(readOnly ? [] : [linter((view) => findJsonProblems(view, schema)), lintGutter()])] : []),
      ...(language === "yaml" ? [yaml()] : []),
      ...(schema ? [autocompletion({ override: [completeJson(schema)] })] : []),
    ],
    [language, label, readOnly, schema],
  );
  return (
    <CodeMirror
      className={classes["editor"] ?? ""}
      value={value}
      height={height}
      theme={scheme}
      readOnly={readOnly ?? false}
      basicSetup={{ foldGutter: false, highlightActiveLine: false, highlightActiveLineGutter: false }}
      extensions={extensions}
      {...(onChange ? { onChange } : {})}
    />
  );
}
