import { Checkbox, Modal, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json, Property } from "@/api/types";
import { DialogFoot } from "@/components/DialogFoot";
import { PropertyInput } from "@/components/PropertyInput";
import { put, textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import { retyped, singleOf, typeOf, withSingle } from "../../actions/inputTypes";
import type { InputType } from "../../actions/inputTypes";
import classes from "../../actions/Actions.module.css";
import { NumberField } from "./NumberField";
import type { EditedField } from "./typeDraft";

const types: InputType[] = ["number", "string", "boolean", "array"];

/** A name of a field that follows from its title: "Longest statement" is longestStatement. */
const nameOf = (title: string) => {
  const words = title.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  return words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("").replace(/^[0-9]+/, "").slice(0, 50);
};

function ValueFields({ field, onChange }: { field: Part; onChange: (field: Part) => void }) {
  const { t } = useTranslation();
  const type = typeOf(field);
  const set = (change: { [key: string]: Json | undefined }) => onChange(put(field, change));
  const single = singleOf(field);
  const choices = Array.isArray(single["enum"]) ? single["enum"].map(String) : [];
  const choose = (next: string[]) => onChange(withSingle(field, put(single, { enum: next.length === 0 ? undefined : single["type"] === "number" ? next.map(Number).filter((one) => !Number.isNaN(one)) : next })));
  return (
    <>
      <PropertyInput id="default" property={{ ...field, title: t("part.default"), description: undefined } as unknown as Property} value={field["default"]} required={false} error={undefined} onChange={(next) => set({ default: next ?? undefined })} onBlur={() => undefined} />
      {type === "number" ? (
        <div className={classes["trio"]}>
          <NumberField path="minimum" label={t("part.minimum")} value={field["minimum"]} onChange={(minimum) => set({ minimum })} />
          <NumberField path="maximum" label={t("part.maximum")} value={field["maximum"]} onChange={(maximum) => set({ maximum })} />
          <TextInput label={t("types.unit")} placeholder="GB" value={textOf(field["unit"])} onChange={(event) => set({ unit: event.currentTarget.value })} />
        </div>
      ) : null}
      {type === "boolean" ? null : <TagsInput label={t("part.choices")} description={t("types.choicesHelp")} value={choices} placeholder={choices.length === 0 ? t("form.addValue") : undefined} onChange={choose} />}
    </>
  );
}

type Props = { edited: EditedField; /** Names that fields have. */ taken: string[]; onSave: (edited: EditedField) => void; onClose: () => void };

/** Adds or changes one field of a type. */
export function FieldDialog({ edited, taken, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [now, setNow] = useState(edited);
  const { name, field } = now;
  const fresh = edited.name === "";
  const title = textOf(field["title"]);
  const clash = name !== edited.name && taken.includes(name);
  const set = (change: Partial<EditedField>) => setNow((before) => ({ ...before, ...change }));
  const retitle = (next: string) => set({ field: put(field, { title: next }), ...(fresh && (name === "" || name === nameOf(title)) ? { name: nameOf(next) } : {}) });
  return (
    <Modal opened closeOnClickOutside={false} onClose={onClose} size={640} title={t(fresh ? "types.addField" : "types.editField")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <div className={classes["pair"]}>
          <TextInput label={t("field.title")} value={title} data-autofocus onChange={(event) => retitle(event.currentTarget.value)} />
          <TextInput label={t("field.identifier")} description={t("types.fieldNameHelp")} required value={name} error={clash ? t("part.taken") : undefined} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => set({ name: event.currentTarget.value })} />
        </div>
        <Textarea label={t("common.description")} autosize minRows={1} maxRows={6} value={textOf(field["description"])} onChange={(event) => set({ field: put(field, { description: event.currentTarget.value }) })} />
        <Select label={t("part.type")} allowDeselect={false} data={types.map((value) => ({ value, label: t(`part.types.${value}`) }))} value={typeOf(field)} onChange={(next) => set({ field: next === typeOf(field) ? field : retyped(field, next as InputType) })} />
        <ValueFields key={typeOf(field)} field={field} onChange={(next) => set({ field: next })} />
        <div className={classes["group"]}>
          <Checkbox label={t("part.required")} checked={now.required} onChange={(event) => set({ required: event.currentTarget.checked })} />
          <Checkbox label={t("types.fixed")} description={t("types.fixedHelp")} checked={now.fixed} onChange={(event) => set({ fixed: event.currentTarget.checked })} />
          {["number", "array"].includes(typeOf(field)) ? <Checkbox label={t("types.growing")} description={t("types.growingHelp")} checked={now.growing} onChange={(event) => set({ growing: event.currentTarget.checked })} /> : null}
        </div>
      </div>
      <DialogFoot action={t(fresh ? "common.add" : "part.change")} ready={name.trim() !== "" && !clash} onAct={() => onSave({ ...now, name: name.trim() })} onCancel={onClose} />
    </Modal>
  );
}
