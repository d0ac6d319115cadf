import { Button, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { runJq } from "@/api/entities";
import { previewImport } from "@/api/imports";
import type { ImportMapping, Json } from "@/api/types";
import { explain } from "@/lib/errors";
import type { Source } from "./examples";
import classes from "./Import.module.css";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

const example = `{
  "item": {
    "name": "Airship",
    "repo_url": "https://github.com/airshipit/treasuremap"
  }
}`;

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Try jq as you type: an input, a query, what comes out. */
export function JqPane({ source, mapping }: { source: Source; mapping: ImportMapping | null }) {
  const { t } = useTranslation();
  const [input, setInput] = useState(example);
  const [query, setQuery] = useState(".item.name | ascii_downcase");
  const [asked] = useDebouncedValue({ input, query }, 250);
  const value = parse(asked.input);
  const result = useQuery({
    queryKey: ["jq", asked],
    queryFn: ({ signal }) => runJq(value!, asked.query, signal),
    enabled: value !== undefined && asked.query.trim() !== "",
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  });
  const sample = useQuery({
    queryKey: ["import-sample", source.name, source.content.length, mapping],
    queryFn: () => previewImport({ format: source.format, content: source.content, mapping: mapping! }, 1),
    enabled: false,
    retry: false,
  });
  const takeFirst = async () => {
    const { data } = await sample.refetch();
    const item = data?.samples[0]?.input;
    if (item !== undefined) setInput(JSON.stringify({ item }, null, 2));
  };
  const problem = value === undefined ? t("form.notJson") : result.error ? explain(result.error) : null;
  return (
    <section className="card">
      <header>
        <h2>{t("import.try")}</h2>
        <Button size="xs" className="push" disabled={!mapping || source.content === ""} loading={sample.isFetching} onClick={() => void takeFirst()}>
          {t("import.takeFirst")}
        </Button>
      </header>
      <div className={`in ${classes["jq"]}`}>
        <div>
          <div className="mantine-InputWrapper-label">{t("import.input")}</div>
          <Suspense fallback={<div className="code" style={{ height: 200 }} />}>
            <CodeEditor language="json" value={input} label={t("import.input")} height="200px" onChange={setInput} />
          </Suspense>
        </div>
        <Textarea label={t("import.query")} value={query} error={problem} styles={{ input: { fontFamily: "var(--mono)", fontSize: 12, height: 200 } }} onChange={(event) => setQuery(event.currentTarget.value)} />
        <div>
          <div className="mantine-InputWrapper-label">{t("import.result")}</div>
          <pre className={classes["result"]} tabIndex={0} aria-live="polite">
            {problem ? "" : JSON.stringify(result.data, null, 2)}
          </pre>
        </div>
      </div>
    </section>
  );
}
