import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Values } from "@/api/selfservice";
import { FormParts } from "@/components/actionForm/FormParts";
import { StepBar } from "@/components/actionForm/StepBar";
import { current, inputsOf, problemsOf, stepsOf } from "@/components/actionForm/parts";
import { EntityPicker } from "@/components/EntityPicker";
import { ErrorNote } from "@/components/ErrorState";
import { useBlueprint, titleOf } from "@/lib/blueprints";
import form from "@/components/actionForm/ActionForm.module.css";
import { formOf, readForm, textOf, triggerOf } from "./draft";
import type { Part } from "./draft";
import type { useActionPreview } from "./useActionPreview";
import classes from "./Actions.module.css";

type Props = {
  draft: Part;
  preview: ReturnType<typeof useActionPreview>;
  values: Values;
  entity: string | undefined;
  onValues: (values: Values) => void;
  onEntity: (entity: string | undefined) => void;
};

/** How the server begins what it says of an expression that fails, which is for whoever writes the form. */
const failed = "cannot be worked out";

/** The form as whoever asks will see it; it can be filled in, and nothing is sent. */
export function PreviewCard({ draft, preview, values, entity, onValues, onEntity }: Props) {
  const { t } = useTranslation();
  const [step, setStep] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const trigger = triggerOf(draft);
  const subject = trigger["operation"] === "CREATE" ? "" : textOf(trigger["blueprintIdentifier"]);
  const { blueprint } = useBlueprint(subject);
  const steps = useMemo(() => stepsOf(readForm(formOf(draft)), preview.form?.hidden), [draft, preview.form?.hidden]);
  const at = Math.min(step, steps.length - 1);
  const all = problemsOf(preview.form);
  const found = preview.settled ? all : current(all, values, preview.form?.values);
  const errors = Object.fromEntries(Object.entries(found).filter(([name, message]) => left.has(name) || message.startsWith(failed)));
  const elsewhere = Object.entries(errors).filter(([name]) => !preview.form?.inputs[name]?.visible);
  const shown = { ...preview.form?.values, ...values };
  const isEmpty = steps.every((one) => inputsOf(one).length === 0);
  return (
    <section className={`card ${form["titled"]}`} aria-label={t("actions.preview")}>
      <header>
        <IconEye size={16} stroke={1.5} aria-hidden="true" />
        <h2>{t("actions.preview")}</h2>
        <span className="push small quiet">{t("actions.previewHelp")}</span>
      </header>
      {preview.error ? (
        <div className="in">
          <ErrorNote error={preview.error} onRetry={preview.retry} />
        </div>
      ) : null}
      {preview.form === null ? <p className={`quiet ${form["section"]}`}>{t("actions.previewWrong")}</p> : null}
      {preview.form ? (
        <>
          {subject !== "" ? (
            <div className={form["section"]}>
              <EntityPicker blueprint={subject} label={blueprint ? titleOf(blueprint) : subject} description={t("request.subjectHelp")} value={entity ? [entity] : []} onChange={([next]) => onEntity(next)} />
            </div>
          ) : null}
          {elsewhere.length > 0 ? (
            <div className={form["section"]}>
              {elsewhere.map(([name, message]) => (
                <p key={name} className="note bad" role="alert">
                  <span>
                    <code>{name}</code> {message}
                  </span>
                </p>
              ))}
            </div>
          ) : null}
          {steps.length > 1 ? (
            <div className={form["bar"]}>
              <StepBar steps={steps} at={at} bad={(one) => inputsOf(one).some((name) => errors[name])} onGo={setStep} />
            </div>
          ) : null}
          {isEmpty ? <p className={`quiet ${form["section"]}`}>{t("actions.previewEmpty")}</p> : null}
          <FormParts step={steps[at]} inputs={preview.form.inputs} values={shown} errors={errors} onChange={(name, value) => onValues({ ...values, [name]: value })} onLeave={(name) => setLeft((before) => new Set([...before, name]))} />
          <div className={classes["previewFoot"]}>
            {at < steps.length - 1 ? (
              <Button variant="filled" onClick={() => setStep(at + 1)}>
                {t("request.next")}
              </Button>
            ) : (
              <Button variant="filled" disabled>
                {textOf(trigger["executeActionButtonText"]) || t("request.send")}
              </Button>
            )}
            {at > 0 ? <Button onClick={() => setStep(at - 1)}>{t("request.back")}</Button> : null}
          </div>
        </>
      ) : null}
    </section>
  );
}
