import { SegmentedControl, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Json } from "@/api/types";
import { isExpression } from "./draft";
import classes from "./Actions.module.css";

type Props = {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  id?: string;
  value: Json | undefined;
  /** What counts when nothing is written. */
  standard: boolean;
  /** What stands for a value that is worked out: jq of a form, or a text with double braces. */
  worked: "jq" | "template";
  onChange: (value: Json | undefined) => void;
};

type Choice = "true" | "false" | "worked";

/** Yes, no, or an expression that says which. */
export function FlagField({ label, help, error, id, value, standard, worked, onChange }: Props) {
  const { t } = useTranslation();
  const expression = worked === "jq" ? (isExpression(value) ? String(value.jqQuery) : undefined) : typeof value === "string" ? value : undefined;
  const chosen: Choice = expression !== undefined ? "worked" : typeof value === "boolean" ? (String(value) as Choice) : (String(standard) as Choice);
  const say = (text: string) => onChange(worked === "jq" ? { jqQuery: text } : text);
  const choose = (next: Choice) => (next === "worked" ? say("") : onChange((next === "true") === standard ? undefined : next === "true"));
  return (
    <div id={id} tabIndex={id ? -1 : undefined}>
      <div className={classes["flag"]}>
        <span className={classes["flagLabel"]}>{label}</span>
        <SegmentedControl
          role="radiogroup"
          aria-label={label}
          value={chosen}
          onChange={(next) => choose(next as Choice)}
          data={[
            { value: "true", label: t("common.yes") },
            { value: "false", label: t("common.no") },
            { value: "worked", label: t("actions.jq") },
          ]}
        />
      </div>
      {expression !== undefined ? <Textarea mt={8} aria-label={t("actions.expressionOf", { name: label })} autosize minRows={1} value={expression} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => say(event.currentTarget.value)} /> : null}
      {help ? <p className="mantine-InputWrapper-description">{help}</p> : null}
      {error ? <p className="mantine-InputWrapper-error">{error}</p> : null}
    </div>
  );
}
