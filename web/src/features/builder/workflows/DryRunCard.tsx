import { Button } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { dryRun } from "@/api/workflows";
import type { DryStep, Rehearsal, WorkflowGraph } from "@/api/workflows";
import type { Json } from "@/api/types";
import { ErrorNote } from "@/components/ErrorState";
import { useNodeType } from "@/components/useNodeType";
import { fieldErrors } from "@/lib/errors";
import { Problems } from "./Problems";
import { firstSuppositions } from "./suppositions";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

function Walked({ step }: { step: DryStep }) {
  const { t } = useTranslation();
  const { nameOf } = useNodeType();
  const Icon = step.direction === "BACK" ? IconArrowBackUp : step.result === "SUCCESS" ? IconCheck : IconX;
  return (
    <li>
      <div className="row" style={{ flexWrap: "nowrap" }}>
        <span className={`badge ${step.direction === "BACK" ? "warn" : step.result === "SUCCESS" ? "good" : "bad"}`}>
          <Icon aria-hidden="true" />
          {t(`workflows.walked.${step.direction === "BACK" ? "UNDONE" : step.result}`)}
        </span>
        <span className="strong cut">{step.title}</span>
        <span className="push small quiet nowrap">{nameOf(step.type)}</span>
      </div>
      <p className="small muted" style={{ overflowWrap: "anywhere" }}>
        {step.message}
      </p>
      {step.payload ? (
        <details>
          <summary className="small">{t("workflows.wouldSend")}</summary>
          <pre className="mono" tabIndex={0} style={{ overflowX: "auto" }}>
            {JSON.stringify(step.payload, null, 2)}
          </pre>
        </details>
      ) : null}
    </li>
  );
}

function parsed(text: string): Record<string, Json> | null {
  try {
    const value = JSON.parse(text) as unknown;
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, Json>) : null;
  } catch {
    return null;
  }
}

type Props = { draft: WorkflowGraph; ready: boolean; result: Rehearsal | undefined; onResult: (result: Rehearsal | undefined) => void };

/** Walks through the workflow as it is written now: which steps would come, and what each would send. Nothing is sent. */
export function DryRunCard({ draft, ready, result, onResult }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? JSON.stringify(firstSuppositions(draft), null, 2);
  const supposed = parsed(shown);
  const walk = useMutation({
    mutationFn: () => dryRun(draft, supposed ?? {}),
    onMutate: () => onResult(undefined),
    onSuccess: (found) => onResult(found),
  });
  const wrong = Object.entries(fieldErrors(walk.error)).map(([path, message]) => ({ path, message }));
  return (
    <section className="card" aria-label={t("workflows.dryRun")}>
      <header>
        <h2>{t("workflows.dryRun")}</h2>
        <Button className="push" size="xs" disabled={!ready || supposed === null} loading={walk.isPending} onClick={() => walk.mutate()}>
          {t("workflows.walk")}
        </Button>
      </header>
      <div className="cols in">
        <div className="s6 stack" style={{ gap: 8 }}>
          <p className="small quiet">{t("workflows.supposeWhy")}</p>
          <Suspense fallback={<div style={{ height: 260 }} aria-busy="true" />}>
            <CodeEditor language="json" value={shown} label={t("workflows.suppose")} height="260px" onChange={setText} />
          </Suspense>
        </div>
        <div className="s6 stack" style={{ gap: 12 }}>
          {wrong.length > 0 ? <Problems found={wrong} /> : <ErrorNote error={walk.error} />}
          {result ? (
            <div className={`note ${result.failure ? "bad" : "good"}`} role="status">
              <p>{result.failure ?? t("workflows.walkedToTheEnd", { count: result.steps.length })}</p>
            </div>
          ) : walk.error ? null : (
            <p className="quiet">{t("workflows.dryRunWhy")}</p>
          )}
          {result ? (
            <ol className="list" aria-label={t("workflows.steps")}>
              {result.steps.map((step, at) => (
                <Walked key={at} step={step} />
              ))}
            </ol>
          ) : null}
        </div>
      </div>
    </section>
  );
}
