import { Checkbox, Modal, Switch, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogFoot } from "@/components/DialogFoot";
import { JsonProblems, useJsonProblems } from "@/lib/jsonProblems";
import { identifierOf, isPart, put, textOf } from "./draft";
import type { Part } from "./draft";
import { InputShowing } from "./InputShowing";
import { InputTypeFields } from "./InputTypeFields";
import { InputValueFields } from "./InputValueFields";
import { typeOf } from "./inputTypes";
import classes from "./Actions.module.css";

export type EditedInput = { name: string; input: Part; required: boolean };

type Props = {
  edited: EditedInput;
  /** Names that other inputs and headings have. */
  taken: string[];
  others: { value: string; label: string }[];
  /** Which inputs are required is worked out by an expression of the form. */
  requiredIsWorked: boolean;
  onSave: (edited: EditedInput) => void;
  onClose: () => void;
};

/** Adds or changes one input of a form. */
export function InputDialog({ edited, taken, others, requiredIsWorked, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(edited.name);
  const [input, setInput] = useState(edited.input);
  const [required, setRequired] = useState(edited.required);
  const { wrong, report } = useJsonProblems();
  const fresh = edited.name === "";
  const title = textOf(input["title"]);
  const clash = name !== edited.name && taken.includes(name);
  const set = (change: { [key: string]: Part[string] | undefined }) => setInput((before) => put(before, change));
  const retitle = (next: string) => {
    if (fresh && (name === "" || name === identifierOf(title))) setName(identifierOf(next));
    set({ title: next });
  };
  const canBeSecret = ["string", "object"].includes(typeOf(input)) && !input["enum"] && ["", "multi-line"].includes(textOf(input["format"]));
  return (
    <Modal opened closeOnClickOutside={false} onClose={onClose} size={640} title={t(fresh ? "actions.addInput" : "actions.editInput")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <JsonProblems value={report}>
        <div className="dialog">
          <div className={classes["pair"]}>
            <TextInput label={t("field.title")} value={title} data-autofocus onChange={(event) => retitle(event.currentTarget.value)} />
            <TextInput label={t("field.identifier")} description={fresh ? undefined : t("actions.inputRenameHelp")} required value={name} error={clash ? t("part.taken") : undefined} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => setName(event.currentTarget.value)} />
          </div>
          <Textarea label={t("common.description")} description={t("actions.inputDescriptionHelp")} autosize minRows={1} maxRows={6} value={textOf(input["description"])} onChange={(event) => set({ description: event.currentTarget.value })} />
          <InputTypeFields input={input} onChange={setInput} />
          <div className={classes["pair"]}>
            <Checkbox label={t("part.required")} description={requiredIsWorked ? t("actions.requiredIsWorked") : undefined} disabled={requiredIsWorked} checked={required} onChange={(event) => setRequired(event.currentTarget.checked)} />
            {canBeSecret || input["encryption"] ? (
              <Switch label={t("actions.secret")} description={t("actions.secretHelp")} checked={input["encryption"] !== undefined} onChange={(event) => set({ encryption: event.currentTarget.checked ? "aes256-gcm" : undefined })} />
            ) : null}
          </div>
          <div className={classes["group"]}>
            <InputValueFields key={`${typeOf(input)}/${textOf(input["format"])}`} input={input} onChange={setInput} />
          </div>
          <div className={classes["group"]}>
            <InputShowing input={input} others={others} onChange={setInput} />
          </div>
        </div>
        <DialogFoot action={t(fresh ? "common.add" : "part.change")} ready={name.trim() !== "" && !clash && wrong.length === 0 && isPart(input)} onAct={() => onSave({ name: name.trim(), input, required })} onCancel={onClose} />
      </JsonProblems>
    </Modal>
  );
}
