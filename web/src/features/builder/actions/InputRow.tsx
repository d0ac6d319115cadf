import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPencil, IconTrash } from "@tabler/icons-react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { isRequired, titleOfNamed } from "./arrangement";
import type { FormStep } from "./arrangement";
import { isExpression, partOf, textOf } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";
import { formatOf, formats, singleOf, typeOf } from "./inputTypes";
import type { Format } from "./inputTypes";
import classes from "./Actions.module.css";

type Edits = { onEdit: () => void; onRemove: () => void };

function RowButtons({ name, id, onEdit, onRemove }: Edits & { name: string; id?: string }) {
  const { t } = useTranslation();
  return (
    <span className="nowrap">
      <ActionIcon {...(id ? { id } : {})} size="sm" aria-label={t("table.editRow", { title: name })} onClick={onEdit}>
        <IconPencil size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t("common.removeNamed", { name })} onClick={onRemove}>
        <IconTrash size={16} stroke={1.5} />
      </ActionIcon>
    </span>
  );
}

/** The beginning of a step; it moves with everything in it. */
export function StepRow({ step, at, last, onNudge, ...edits }: Edits & { step: FormStep; at: number; last: boolean; onNudge: (by: 1 | -1) => void }) {
  const { t } = useTranslation();
  const title = textOf(step.written["title"]) || t("actions.stepNumber", { number: at + 1 });
  return (
    <li data-kind="step" data-step={at} data-at={-1}>
      <span className="tally">{at + 1}</span>
      <h3 className={`cut ${classes["what"]}`}>{title}</h3>
      {isExpression(step.written["visible"]) || step.written["visible"] === false ? <span className="badge">{t("actions.sometimes")}</span> : null}
      <ActionIcon size="sm" disabled={at === 0} aria-label={t("actions.stepUp", { name: title })} onClick={() => onNudge(-1)}>
        <IconArrowUp size={16} stroke={1.5} />
      </ActionIcon>
      <ActionIcon size="sm" disabled={last} aria-label={t("actions.stepDown", { name: title })} onClick={() => onNudge(1)}>
        <IconArrowDown size={16} stroke={1.5} />
      </ActionIcon>
      <RowButtons name={title} {...edits} />
    </li>
  );
}

/** What an input takes, in a few words. */
function Taken({ input }: { input: Part }) {
  const { t } = useTranslation();
  const single = singleOf(input);
  const format = formatOf(input);
  const blueprint = textOf(single["blueprint"]) || textOf(input["blueprint"]);
  const type = t(`part.types.${typeOf(input)}`);
  const what = formats.includes(format as Format) ? t(`actions.formats.${format as Format}`) : format;
  const choices = Array.isArray(single["enum"]) ? single["enum"].map(String).join(", ") : "";
  return <>{[typeOf(input) === "string" && what ? what : type, ...(typeOf(input) === "string" ? [] : [what]), blueprint, choices].filter((one) => one !== "").join(" · ")}</>;
}

type Props = Edits & { form: Part; name: string; step: number; at: number; moving: boolean; handle: Omit<ComponentProps<"button">, "ref"> };

/** An input or a heading, which a handle moves. */
export function InputRow({ form, name, step, at, moving, handle, ...edits }: Props) {
  const { t } = useTranslation();
  const written = partOf(form["properties"])[name];
  const isHeading = written === undefined;
  const field = useField(`trigger.userInputs.${isHeading ? "titles" : "properties"}.${name}`);
  const input = partOf(written);
  const title = titleOfNamed(form, name);
  return (
    <li data-step={step} data-at={at} data-moving={moving || undefined} data-wrong={field.error ? true : undefined}>
      <button type="button" className={classes["handle"]} aria-label={t("actions.move", { name: title })} {...handle}>
        <IconGripVertical size={16} stroke={1.5} aria-hidden="true" />
      </button>
      <div className={classes["what"]}>
        <p className="row tight" style={{ gap: 8 }}>
          <span className={isHeading ? "strong" : "strong cut"}>{title}</span>
          {isHeading ? <span className="badge">{t("actions.heading")}</span> : <code className="quiet cut">{name}</code>}
        </p>
        {isHeading ? null : (
          <p className="small muted cut">
            <Taken input={input} />
          </p>
        )}
        {field.error ? <p className="small bad">{field.error}</p> : null}
      </div>
      {isRequired(form, name) ? <span className="badge">{t("part.isRequired")}</span> : null}
      {input["encryption"] ? <span className="badge">{t("actions.isSecret")}</span> : null}
      {isExpression(input["visible"]) || input["visible"] === false ? <span className="badge">{t("actions.sometimes")}</span> : null}
      <RowButtons name={title} id={field.id} {...edits} />
    </li>
  );
}
