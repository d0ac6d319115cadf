import { Button, SegmentedControl } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Action, ActionPermissions, Problem, Values } from "@/api/selfservice";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { ErrorNote } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { titleOf } from "@/lib/blueprints";
import { fieldErrors } from "@/lib/errors";
import { JsonProblems, useJsonProblems } from "@/lib/jsonProblems";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { actionSchema } from "./actionSchema";
import { ApprovalCard } from "./ApprovalCard";
import { BasicsCard } from "./BasicsCard";
import { editable, isAutomation, textOf } from "./draft";
import type { Part } from "./draft";
import { FieldErrors } from "./fields";
import { InputsCard } from "./InputsCard";
import { InvocationCard } from "./InvocationCard";
import { MoreMenu } from "./MoreMenu";
import { PreviewCard } from "./PreviewCard";
import { Problems } from "./Problems";
import { TriggerCard } from "./TriggerCard";
import { useDraft } from "../useDraft";
import type { Mode } from "../useDraft";
import { useActionPreview } from "./useActionPreview";
import { useSaveAction } from "./useSaveAction";
import { WhoCard } from "./WhoCard";
import classes from "./Actions.module.css";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

type Props = { action: Action | undefined; first: Part; permissions: ActionPermissions; mode: Mode; onMode: (mode: Mode) => void };

/** Inputs show what is wrong with them at once, as they were closed in their dialog; other fields once they were left. */
const alwaysShown = "trigger.userInputs.";

const none: Values = {};

/** An action or an automation as a form or as JSON, beside the form that people will see. */
export function ActionEditor({ action, first, permissions: allowed, mode, onMode }: Props) {
  const { t } = useTranslation();
  const { draft, text, problem, dirty: changed, write, change } = useDraft(action ? editable(action) : first, t("form.notObject"));
  const [permissions, setPermissions] = useState(allowed);
  const [values, setValues] = useState<Values>(none);
  const [entity, setEntity] = useState<string | undefined>();
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [deleted, setDeleted] = useState(false);
  const { wrong, report } = useJsonProblems();
  const { save, busy, failure, forget } = useSaveAction(action);
  const automation = isAutomation(draft);
  const preview = useActionPreview(draft, values, entity);
  const changedWho = JSON.stringify(permissions) !== JSON.stringify(allowed);
  const dirty = changed || changedWho || wrong.length > 0;
  useUnsavedGuard(dirty && !busy && !deleted);

  const refused = fieldErrors(failure);
  const found = useMemo((): Problem[] => {
    const sent = Object.entries(fieldErrors(failure)).map(([path, message]) => ({ path, message }));
    return [...preview.problems, ...sent.filter((one) => !preview.problems.some((other) => other.path === one.path))];
  }, [preview.problems, failure]);
  const fields = useMemo(
    () => ({
      errorAt: (path: string) => found.find((one) => (one.path === path || one.path.startsWith(`${path}.`)) && (tried || touched.has(path) || path.startsWith(alwaysShown)))?.message,
      touch: (path: string) => setTouched((before) => (before.has(path) ? before : new Set([...before, path]))),
    }),
    [found, tried, touched],
  );
  const unreadable = mode === "json" ? (problem === null ? [] : [{ path: "", message: t("form.jsonProblem", { problem }) }]) : wrong.map((field) => ({ path: "", message: `${field}: ${t("form.notJson")}` }));
  const listed = [...unreadable, ...(tried || mode === "json" ? found : found.filter((one) => refused[one.path]))];
  const edit = (next: Part) => {
    if (failure) forget();
    change(next);
  };
  const showProblems = () => {
    setTried(true);
    requestAnimationFrame(() => document.getElementById("problems")?.focus());
  };
  const switchTo = (next: Mode) => {
    if (unreadable.length > 0) showProblems();
    else onMode(next);
  };
  const submit = () => {
    if (unreadable.length > 0 || (preview.settled && preview.problems.length > 0)) return showProblems();
    setTried(true);
    void save(draft, changedWho ? permissions : null);
  };
  return (
    <div className="stretch">
      <PageHead
        title={action ? titleOf(action) : t(automation ? "actions.newAutomation" : "actions.newAction")}
        lead={t(automation ? "actions.automationLead" : "actions.editLead")}
        lined
        crest={<BlueprintIcon name={textOf(draft["icon"]) || null} fallback={textOf(draft["identifier"])} size={20} />}
        actions={
          <>
            {dirty ? <span className="small quiet">{t("form.unsaved")}</span> : null}
            <SegmentedControl
              role="radiogroup"
              aria-label={t("form.mode")}
              value={mode}
              onChange={(next) => switchTo(next as Mode)}
              data={[
                { value: "form", label: t("form.asForm") },
                { value: "json", label: t("form.asJson") },
              ]}
            />
            <Button variant="filled" loading={busy} disabled={!dirty && action !== undefined} onClick={submit}>
              {action ? t("common.save") : t(automation ? "automations.make" : "actions.make")}
            </Button>
            {action ? <MoreMenu action={action} onDelete={() => setDeleted(true)} /> : null}
          </>
        }
      />
      <FieldErrors value={fields}>
        <JsonProblems value={report}>
          <div className="body">
            <Problems found={listed} leads={mode === "form"} />
            {Object.keys(refused).length === 0 ? <ErrorNote error={failure} /> : null}
            {automation && preview.error ? <ErrorNote error={preview.error} onRetry={preview.retry} /> : null}
            <div className={automation ? "" : "cols"}>
              <div className={automation ? `stack ${classes["alone"]}` : "stack s7"}>
                {mode === "json" ? (
                  <section className="card">
                    <Suspense fallback={<div style={{ height: 560 }} aria-busy="true" />}>
                      <CodeEditor language="json" value={text} label={t("actions.definition")} height="max(360px, calc(100dvh - 280px))" schema={actionSchema} onChange={write} />
                    </Suspense>
                  </section>
                ) : (
                  <>
                    <BasicsCard draft={draft} fresh={action === undefined} onChange={edit} />
                    <TriggerCard draft={draft} onChange={edit} />
                    {automation ? null : <InputsCard draft={draft} onChange={edit} />}
                    <InvocationCard draft={draft} onChange={edit} />
                    {automation ? null : <ApprovalCard draft={draft} onChange={edit} />}
                    {automation ? null : <WhoCard draft={draft} permissions={permissions} onChange={edit} onPermissions={setPermissions} />}
                  </>
                )}
              </div>
              {automation ? null : (
                <div className={`s5 ${classes["side"]}`}>
                  <PreviewCard draft={draft} preview={preview} values={values} entity={entity} onValues={setValues} onEntity={setEntity} />
                </div>
              )}
            </div>
          </div>
        </JsonProblems>
      </FieldErrors>
    </div>
  );
}
