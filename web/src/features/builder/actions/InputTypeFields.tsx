import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { BlueprintSelect } from "./BlueprintSelect";
import { put, textOf } from "./draft";
import type { Part } from "./draft";
import { formatOf, formats, reformatted, retyped, singleOf, typeOf, types, withSingle } from "./inputTypes";
import type { Format, InputType } from "./inputTypes";
import classes from "./Actions.module.css";

type Props = { input: Part; onChange: (input: Part) => void };

/** Text in a format, a number, a choice, a list: what is entered. */
export function InputTypeFields({ input, onChange }: Props) {
  const { t } = useTranslation();
  const type = typeOf(input);
  const single = singleOf(input);
  const format = formatOf(input);
  const itemType = textOf(single["type"]) || "string";
  const takesFormat = type === "string" || (type === "array" && itemType === "string");
  const offered = type === "object" ? (["labeled-url"] as const) : formats.filter((one) => one !== "labeled-url" && (type !== "array" || one !== "multi-line"));
  const labelled = (value: string) => ({ value, label: formats.includes(value as Format) ? t(`actions.formats.${value as Format}`) : value });
  const named = (all: readonly InputType[]) => all.map((value) => ({ value, label: t(`part.types.${value}`) }));
  return (
    <div className={classes["fields"]}>
      <div className={classes["pair"]}>
        <Select label={t("part.type")} allowDeselect={false} data={named(types)} value={type} onChange={(next) => onChange(next === type ? input : retyped(input, next as InputType))} />
        {type === "array" ? (
          <Select label={t("part.items")} allowDeselect={false} data={named(types.filter((one) => one !== "array"))} value={itemType} onChange={(next) => onChange(withSingle(input, next === itemType ? single : { type: next }))} />
        ) : null}
        {takesFormat || type === "object" ? (
          <Select label={t("part.format")} placeholder={t("actions.anyFormat")} clearable data={[...new Set<string>([...offered, ...(format ? [format] : [])])].map(labelled)} value={format || null} onChange={(next) => onChange(withSingle(input, reformatted(single, next ?? undefined)))} />
        ) : null}
      </div>
      {format === "entity" ? <BlueprintSelect label={t("actions.entitiesOf")} required value={textOf(single["blueprint"]) || textOf(input["blueprint"])} onChange={(next) => onChange(withSingle(input, put(single, { blueprint: next })))} /> : null}
    </div>
  );
}
