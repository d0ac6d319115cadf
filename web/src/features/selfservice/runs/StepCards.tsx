import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerStep, repeatStep, reportStep } from "@/api/workflows";
import type { NodeRun, WorkflowNode } from "@/api/workflows";
import type { ActionForm, RunDetail, Values } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { PropertyInput } from "@/components/PropertyInput";
import { say } from "@/components/toast";
import { fieldErrors } from "@/lib/errors";
import { useIsAdmin } from "@/lib/session";

type ButtonWritten = { identifier: string; title?: string };

const isButtons = (value: unknown): value is ButtonWritten[] => Array.isArray(value) && value.length > 0;

/** A step that asks people, with the answer of whoever looks at it where they are asked. */
function QuestionCard({ step, node }: { step: NodeRun; node: WorkflowNode }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [values, setValues] = useState<Values>({});
  const form = (node.config["userInputs"] ?? {}) as ActionForm;
  const written = node.config["buttons"];
  const buttons = isButtons(written) ? written : [{ identifier: "submit", title: t("runs.question.submit") }];
  const answer = useMutation({
    mutationFn: (button: string) => answerStep(step.identifier, button, values),
    onSuccess: () => say(t("runs.question.answered")),
    onSettled: () => client.invalidateQueries({ queryKey: ["runs"] }),
  });
  const errors = fieldErrors(answer.error);
  return (
    <section className="card" aria-label={step.title}>
      <header>
        <h2>{step.title}</h2>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        {typeof node["description"] === "string" ? <p>{node["description"]}</p> : null}
        {Object.entries(form.properties ?? {}).map(([id, property]) => (
          <PropertyInput
            key={id}
            id={id}
            property={property}
            value={values[id]}
            required={Array.isArray((form as { required?: unknown }).required) && ((form as { required: unknown[] }).required).includes(id)}
            error={errors[`properties.${id}`]}
            onChange={(value) => setValues((before) => ({ ...before, [id]: value }))}
            onBlur={() => undefined}
          />
        ))}
        {Object.keys(errors).length === 0 ? <ErrorNote error={answer.error} /> : null}
        <div className="row">
          {buttons.map((button, at) => (
            <Button key={button.identifier} {...(at === 0 ? { variant: "filled" } : {})} loading={answer.isPending && answer.variables === button.identifier} disabled={answer.isPending} onClick={() => answer.mutate(button.identifier)}>
              {button.title || button.identifier}
            </Button>
          ))}
        </div>
      </div>
    </section>
  );
}

/** A step that nobody knows the end of: whoever looked says what they saw. */
function UnknownCard({ step }: { step: NodeRun }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (what: "SUCCESS" | "FAILED" | "repeat"): Promise<unknown> => (what === "repeat" ? repeatStep(step.identifier) : reportStep(step.identifier, what)),
    onSettled: () => client.invalidateQueries({ queryKey: ["runs"] }),
  });
  const choices = ["SUCCESS", "repeat", "FAILED"] as const;
  return (
    <section className="card" aria-label={step.title}>
      <header>
        <h2>{t("runs.unknown.title", { step: step.title })}</h2>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        <p>{step.message}</p>
        <ErrorNote error={act.error} />
        <div className="row">
          {choices.map((what) => (
            <Button key={what} disabled={act.isPending} loading={act.isPending && act.variables === what} onClick={() => act.mutate(what)}>
              {t(`runs.unknown.${what}`)}
            </Button>
          ))}
        </div>
      </div>
    </section>
  );
}

/** What people answered so far. */
function Answers({ step }: { step: NodeRun }) {
  const { t } = useTranslation();
  const answers = step.question?.answers ?? [];
  if (answers.length === 0) return null;
  return (
    <section className="card" aria-label={t("runs.question.answers", { step: step.title })}>
      <header>
        <h2>{t("runs.question.answers", { step: step.title })}</h2>
      </header>
      <ul className="list">
        {answers.map((one) => (
          <li key={one.person}>
            <p>
              {t("runs.question.by", { person: one.person, button: one.button })} <Ago at={one.at} />
            </p>
            {Object.entries(one.inputs).map(([name, value]) => (
              <p key={name} className="muted">
                {name}: {typeof value === "string" ? value : JSON.stringify(value)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What steps of a workflow ask of whoever looks at the run. */
export function StepCards({ run }: { run: RunDetail }) {
  const admin = useIsAdmin();
  const steps = run.nodeRuns ?? [];
  const nodeOf = (step: NodeRun) => run.workflow?.nodes.find((node) => node.identifier === step.nodeUid);
  return (
    <>
      {steps.map((step) => {
        const node = nodeOf(step);
        if (step.state === "UNKNOWN" && admin) return <UnknownCard key={step.identifier} step={step} />;
        return step.question?.mayAnswer && node ? <QuestionCard key={step.identifier} step={step} node={node} /> : <Answers key={step.identifier} step={step} />;
      })}
    </>
  );
}
