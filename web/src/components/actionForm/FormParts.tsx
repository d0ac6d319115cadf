import type { FormPreview, Values } from "@/api/selfservice";
import type { Json } from "@/api/types";
import { InputField } from "./InputField";
import type { Step } from "./parts";
import classes from "./ActionForm.module.css";

type Props = {
  step: Step | undefined;
  inputs: FormPreview["inputs"];
  values: Values;
  errors: Record<string, string>;
  onChange: (name: string, value: Json) => void;
  onLeave: (name: string) => void;
};

/** The inputs of one step, under their titles. */
export function FormParts({ step, inputs, values, errors, onChange, onLeave }: Props) {
  return step?.parts.map((part) => (
    <div key={part.id} className={classes["section"]} role="group" aria-label={part.title ?? step.title ?? undefined}>
      {(part.title ?? step.title) ? <h2>{part.title ?? step.title}</h2> : null}
      {part.description ? <p className="small quiet">{part.description}</p> : null}
      {part.inputs.map((name) => {
        const input = inputs[name];
        return input?.visible ? <InputField key={name} id={name} input={input} value={values[name]} error={errors[name]} onChange={(value) => onChange(name, value)} onBlur={() => onLeave(name)} /> : null;
      })}
    </div>
  ));
}
