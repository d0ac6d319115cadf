import { Button } from "@mantine/core";
import { IconHeading, IconPlus, IconSeparatorHorizontal } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { JsonField } from "@/components/JsonField";
import { arrange, arrangementOf, isRequired, stepNudged, stepWritten, titleOfNamed, withNamed, withoutNamed, withoutStep, withRequired, withStep } from "./arrangement";
import { formOf, isPart, partOf, put, withTrigger } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";
import { HeadingDialog } from "./HeadingDialog";
import { InputDialog } from "./InputDialog";
import type { EditedInput } from "./InputDialog";
import { InputRow, StepRow } from "./InputRow";
import { useReorder } from "./useReorder";
import classes from "./Actions.module.css";

type Props = { draft: Part; onChange: (draft: Part) => void };

type Editing = { kind: "input"; edited: EditedInput } | { kind: "heading"; name: string } | { kind: "step"; at: number };

/** What the form asks for, in its order. */
export function InputsCard({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [said, setSaid] = useState("");
  const requiredField = useField("trigger.userInputs.required");
  const form = formOf(draft);
  const inputs = partOf(form["properties"]);
  const titles = partOf(form["titles"]);
  const arrangement = arrangementOf(form);
  const { list, moving, handle } = useReorder(arrangement, (next, name) => {
    onChange(arrange(draft, next));
    const order = next.steps.flatMap((step) => step.names);
    setSaid(t("actions.moved", { name: titleOfNamed(form, name), place: order.indexOf(name) + 1, count: order.length }));
  });
  const taken = [...Object.keys(inputs), ...Object.keys(titles)];
  const close = () => setEditing(null);
  const addHeading = () => {
    let name = "heading";
    for (let at = 2; taken.includes(name); at++) name = `heading_${at}`;
    setEditing({ kind: "heading", name });
  };
  const edit = (name: string) => setEditing(name in titles ? { kind: "heading", name } : { kind: "input", edited: { name, input: partOf(inputs[name]), required: isRequired(form, name) } });
  const remove = (name: string) => onChange(withoutNamed(draft, name in titles ? "titles" : "properties", name));
  const saveInput = ({ name, input, required }: EditedInput, before: string) => {
    onChange(withRequired(withNamed(draft, "properties", before === "" ? null : before, name, input), name, required));
    close();
  };
  const stepTitle = t("actions.stepNumber", { number: arrangement.stepped ? arrangement.steps.length + 1 : 1 });
  return (
    <section className="card" aria-label={t("actions.inputs")}>
      <header>
        <h2>{t("actions.inputs")}</h2>
        <span className="tally">{Object.keys(inputs).length}</span>
        <Button size="xs" className="push" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => setEditing({ kind: "input", edited: { name: "", input: { type: "string" }, required: false } })}>
          {t("actions.addInput")}
        </Button>
      </header>
      {taken.length === 0 && !arrangement.stepped ? <p className="in quiet">{t("actions.noInputs")}</p> : null}
      <ul ref={list} className={classes["inputs"]}>
        {arrangement.steps.flatMap((step, at) => [
          ...(arrangement.stepped
            ? [
                <StepRow
                  key={`step ${at}`}
                  step={step}
                  at={at}
                  last={at === arrangement.steps.length - 1}
                  onNudge={(by) => onChange(arrange(draft, stepNudged(arrangement, at, by)))}
                  onEdit={() => setEditing({ kind: "step", at })}
                  onRemove={() => onChange(arrange(draft, withoutStep(arrangement, at)))}
                />,
              ]
            : []),
          ...step.names.map((name, place) => (
            <InputRow key={`named ${name}`} form={form} name={name} step={at} at={place} moving={moving === name} handle={handle(name)} onEdit={() => edit(name)} onRemove={() => remove(name)} />
          )),
        ])}
      </ul>
      <p className="sr" role="status">
        {said}
      </p>
      {isPart(form["required"]) ? (
        <div className="in" style={{ borderTop: "1px solid var(--line)" }}>
          <JsonField {...requiredField} label={t("actions.requiredWorked")} description={t("actions.requiredWorkedHelp")} value={form["required"]} onChange={(required) => onChange(withTrigger(draft, { userInputs: put(form, { required: required ?? [] }) }))} />
        </div>
      ) : null}
      <div className={classes["foot"]}>
        <Button size="xs" leftSection={<IconSeparatorHorizontal size={14} stroke={1.5} />} onClick={() => onChange(arrange(draft, withStep(arrangement, stepTitle)))}>
          {t(arrangement.stepped ? "actions.addStep" : "actions.inSteps")}
        </Button>
        <Button size="xs" leftSection={<IconHeading size={14} stroke={1.5} />} onClick={addHeading}>
          {t("actions.addHeading")}
        </Button>
      </div>
      {editing?.kind === "input" ? (
        <InputDialog
          edited={editing.edited}
          taken={taken}
          requiredIsWorked={isPart(form["required"])}
          others={Object.keys(inputs).filter((name) => name !== editing.edited.name).map((name) => ({ value: name, label: titleOfNamed(form, name) }))}
          onSave={(edited) => saveInput(edited, editing.edited.name)}
          onClose={close}
        />
      ) : null}
      {editing?.kind === "heading" ? (
        <HeadingDialog
          kind="heading"
          written={partOf(titles[editing.name])}
          onSave={(written) => {
            onChange(withNamed(draft, "titles", editing.name in titles ? editing.name : null, editing.name, written));
            close();
          }}
          onClose={close}
        />
      ) : null}
      {editing?.kind === "step" ? (
        <HeadingDialog
          kind="step"
          written={arrangement.steps[editing.at]?.written ?? {}}
          onSave={(written) => {
            onChange(arrange(draft, stepWritten(arrangement, editing.at, written)));
            close();
          }}
          onClose={close}
        />
      ) : null}
    </section>
  );
}
