import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { readServerKinds } from "@/api/resources";
import type { ResourceType } from "@/api/resources";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { ErrorNote } from "@/components/ErrorState";
import { JsonField } from "@/components/JsonField";
import { PageHead } from "@/components/PageHead";
import { fieldErrors } from "@/lib/errors";
import { JsonProblems, useJsonProblems } from "@/lib/jsonProblems";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { put, textOf } from "../../actions/draft";
import { FieldErrors, useField } from "../../actions/fields";
import { Problems } from "../../actions/Problems";
import classes from "../../actions/Actions.module.css";
import { useDraft } from "../../useDraft";
import type { Mode } from "../../useDraft";
import type { Part } from "../../actions/draft";
import { BasicsCard } from "./BasicsCard";
import { EnvironmentsCard } from "./EnvironmentsCard";
import { FieldsCard } from "./FieldsCard";
import { firstType } from "./firstType";
import { NamingCard } from "./NamingCard";
import { NeedsCard } from "./NeedsCard";
import { PreviewCard } from "./PreviewCard";
import { PriceCard } from "./PriceCard";
import { TemplateCard } from "./TemplateCard";
import { editable } from "./typeDraft";
import { typeSchema } from "./typeSchema";
import { useSaveType } from "./useSaveType";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

function PromisesCard({ draft, onChange }: { draft: Part; onChange: (draft: Part) => void }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t("types.promises")}>
      <header>
        <h2>{t("types.promises")}</h2>
      </header>
      <div className="in">
        <JsonField {...useField("promises")} label={t("types.promisesJson")} description={t("types.promisesHelp")} value={draft["promises"]} onChange={(promises) => onChange(put(draft, { promises }))} />
      </div>
    </section>
  );
}

/** A type of resources as a form or as JSON, beside the fields that people will see. */
export function TypeEditor({ type, mode, onMode }: { type: ResourceType | null; mode: Mode; onMode: (mode: Mode) => void }) {
  const { t } = useTranslation();
  const { draft, text, problem, dirty: changed, write, change } = useDraft(type ? editable(type) : firstType, t("form.notObject"));
  const { data: known } = useQuery({ queryKey: ["resource-servers", "kinds"], queryFn: readServerKinds });
  const [environment, setEnvironment] = useState("development");
  const { wrong, report } = useJsonProblems();
  const { save, busy, done, failure, forget } = useSaveType(type);
  const dirty = changed || wrong.length > 0;
  useUnsavedGuard(dirty && !busy && !done);
  const found = useMemo(() => Object.entries(fieldErrors(failure)).map(([path, message]) => ({ path, message })), [failure]);
  const fields = useMemo(() => ({ errorAt: (path: string) => found.find((one) => one.path === path || one.path.startsWith(`${path}.`))?.message, touch: () => undefined }), [found]);
  const unreadable = mode === "json" ? (problem === null ? [] : [{ path: "", message: t("form.jsonProblem", { problem }) }]) : wrong.map((field) => ({ path: "", message: `${field}: ${t("form.notJson")}` }));
  const [tried, setTried] = useState(false);
  const showProblems = () => {
    setTried(true);
    requestAnimationFrame(() => document.getElementById("problems")?.focus());
  };
  const edit = (next: Part) => {
    if (failure) forget();
    change(next);
  };
  const submit = async () => {
    if (unreadable.length > 0) return showProblems();
    if (!(await save(draft))) showProblems();
  };
  const shared = { draft, onChange: edit };
  return (
    <div className="stretch">
      <PageHead
        title={type?.title ?? t("types.write")}
        lead={t("types.editLead")}
        lined
        crest={<BlueprintIcon name={textOf(draft["icon"]) || null} fallback={textOf(draft["kind"])} size={20} />}
        actions={
          <>
            {dirty ? <span className="small quiet">{t("form.unsaved")}</span> : null}
            <SegmentedControl
              role="radiogroup"
              aria-label={t("form.mode")}
              value={mode}
              onChange={(next) => (unreadable.length > 0 ? showProblems() : onMode(next as Mode))}
              data={[
                { value: "form", label: t("form.asForm") },
                { value: "json", label: t("form.asJson") },
              ]}
            />
            <Button variant="filled" loading={busy} disabled={!dirty && type !== null} onClick={() => void submit()}>
              {t("types.save")}
            </Button>
          </>
        }
      />
      <FieldErrors value={fields}>
        <JsonProblems value={report}>
          <div className="body">
            <Problems found={[...(tried || mode === "json" ? unreadable : []), ...found]} leads={mode === "form"} />
            {found.length === 0 ? <ErrorNote error={failure} /> : null}
            <div className="cols">
              <div className="stack s7">
                {mode === "json" ? (
                  <section className="card">
                    <Suspense fallback={<div style={{ height: 560 }} aria-busy="true" />}>
                      <CodeEditor language="json" value={text} label={t("actions.definition")} height="max(360px, calc(100dvh - 280px))" schema={typeSchema} onChange={write} />
                    </Suspense>
                  </section>
                ) : (
                  <>
                    <BasicsCard {...shared} fresh={type === null} kinds={Object.keys(known?.kinds ?? {})} />
                    <TemplateCard {...shared} template={known?.templates[textOf(draft["kind"])] ?? {}} />
                    <NeedsCard {...shared} />
                    <NamingCard {...shared} />
                    <FieldsCard {...shared} />
                    <EnvironmentsCard {...shared} environment={environment} onEnvironment={setEnvironment} />
                    <PriceCard {...shared} />
                    <PromisesCard {...shared} />
                  </>
                )}
              </div>
              <div className={`s5 ${classes["side"]}`}>
                <PreviewCard draft={draft} environment={environment} onEnvironment={setEnvironment} />
              </div>
            </div>
          </div>
        </JsonProblems>
      </FieldErrors>
    </div>
  );
}
