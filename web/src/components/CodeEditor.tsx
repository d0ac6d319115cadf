import { autocompletion } from "@codemirror/autocomplete";
import type { CompletionContext } from "@codemirror/autocomplete";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { linter } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { useComputedColorScheme } from "@mantine/core";
import CodeMirror from "@uiw/react-codemirror";
import { useMemo } from "react";
import classes from "./CodeEditor.module.css";

type Props = {
  language: "json" | "yaml" | "text";
  value: string;
  label: string;
  height?: string;
  readOnly?: boolean;
  /** Names worth completing. */
  words?: string[];
  onChange?: (value: string) => void;
};

const look = EditorView.theme({
  "&": { fontSize: "12px", backgroundColor: "transparent" },
  ".cm-content": { fontFamily: "var(--mono)", lineHeight: "20px" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--text-3)", border: "none", fontFamily: "var(--mono)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
});

function complete(words: string[]) {
  return (context: CompletionContext) => {
    const before = context.matchBefore(/[\w$-]+/);
    if (!before && !context.explicit) return null;
    return { from: before?.from ?? context.pos, options: words.map((label) => ({ label, type: "property" })) };
  };
}

export function CodeEditor({ language, value, label, height = "240px", readOnly, words, onChange }: Props) {
  const scheme = useComputedColorScheme("light");
  const extensions = useMemo(
    () => [
      look,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, ...(readOnly ? { "aria-readonly": "true" } : {}) }),
      ...(language === "json" ? [json(), ...(readOnly ? [] : [linter((view) => (view.state.doc.length === 0 ? [] : jsonParseLinter()(view)))])] : []),
      ...(language === "yaml" ? [yaml()] : []),
      ...(words ? [autocompletion({ override: [complete(words)] })] : []),
    ],
    [language, label, readOnly, words],
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
