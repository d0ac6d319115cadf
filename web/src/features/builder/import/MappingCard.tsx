import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Blueprint } from "@/api/types";
import { mappingSchema } from "@/lib/blueprintSchema";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

type Props = { text: string; problem: string | null; blueprints: Blueprint[]; onChange: (text: string) => void };

/** Which blueprint an item becomes, and the jq for each of its values. */
export function MappingCard({ text, problem, blueprints, onChange }: Props) {
  const { t } = useTranslation();
  const schema = useMemo(() => mappingSchema(blueprints), [blueprints]);
  return (
    <section className="card">
      <header>
        <h2>{t("import.mapping")}</h2>
        {problem ? <span className="badge bad push">{t("form.notJson")}</span> : null}
      </header>
      <div className="in">
        <Suspense fallback={<div className="code" style={{ height: 360 }} />}>
          <CodeEditor language="json" value={text} label={t("import.mapping")} height="360px" schema={schema} onChange={onChange} />
        </Suspense>
        <p className="small quiet" style={{ marginTop: 8 }}>
          {t("import.mappingHelp")}
        </p>
      </div>
    </section>
  );
}
