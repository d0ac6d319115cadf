import { NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PropertyInput } from "@/components/PropertyInput";
import type { Json, Property } from "@/api/types";
import { EnumEditor } from "../blueprint/EnumEditor";
import { isExpression, put, textOf } from "./draft";
import type { Part } from "./draft";
import { formatOf, singleOf, typeOf, withSingle } from "./inputTypes";
import { OrExpression } from "./OrExpression";
import classes from "./Actions.module.css";

type Props = { input: Part; onChange: (input: Part) => void };

const limits = {
  string: ["minLength", "maxLength"],
  number: ["minimum", "maximum"],
  array: ["minItems", "maxItems"],
  boolean: [],
  object: [],
} as const;

/** For the control of its default, in which nothing stands for what is worked out. */
function shownAs(input: Part, title: string): Property {
  const fixed = Object.fromEntries(Object.entries(input).filter(([, value]) => !isExpression(value)));
  return { ...fixed, title } as unknown as Property;
}

/** The value that is there at first, the choices, and what a value has to be like. */
export function InputValueFields({ input, onChange }: Props) {
  const { t } = useTranslation();
  const type = typeOf(input);
  const single = singleOf(input);
  const format = formatOf(input);
  const set = (change: { [key: string]: Json | undefined }) => onChange(put(input, change));
  const setSingle = (change: { [key: string]: Json | undefined }) => onChange(withSingle(input, put(single, change)));
  const singleType = textOf(single["type"]);
  const hasChoices = ["string", "number"].includes(singleType) && format === "";
  const hasPattern = singleType === "string" && ["", "multi-line"].includes(format) && !single["enum"];
  const list = single["enum"];
  return (
    <div className={classes["fields"]}>
      <OrExpression label={t("part.default")} help={isExpression(input["default"]) ? t("actions.jqHelp") : undefined} value={input["default"]} onChange={(next) => set({ default: next })}>
        <PropertyInput id="default" bare property={shownAs(input, t("part.default"))} value={input["default"]} required={false} error={undefined} onChange={(next) => set({ default: next ?? undefined })} onBlur={() => undefined} />
      </OrExpression>
      {hasChoices ? (
        <OrExpression label={t("part.choices")} help={isExpression(list) ? t("actions.choicesHelp") : undefined} value={list} onChange={(next) => setSingle({ enum: next })}>
          <EnumEditor bare property={single as unknown as Property} onChange={(next) => onChange(withSingle(input, next as unknown as Part))} />
        </OrExpression>
      ) : null}
      {hasPattern ? (
        <OrExpression label={t("part.pattern")} value={single["pattern"]} onChange={(next) => setSingle({ pattern: next })}>
          <TextInput aria-label={t("part.pattern")} value={textOf(single["pattern"])} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => setSingle({ pattern: event.currentTarget.value })} />
        </OrExpression>
      ) : null}
      {limits[type].length > 0 && !list && (format === "" || format === "multi-line" || type === "array") ? (
        <div className={classes["pair"]}>
          {limits[type].map((name) => (
            <OrExpression key={name} label={t(`actions.limits.${name}`)} value={input[name]} onChange={(next) => set({ [name]: next })}>
              <NumberInput aria-label={t(`actions.limits.${name}`)} hideControls value={typeof input[name] === "number" ? input[name] : ""} onChange={(next) => set({ [name]: next === "" ? undefined : Number(next) })} />
            </OrExpression>
          ))}
        </div>
      ) : null}
    </div>
  );
}
