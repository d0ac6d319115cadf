import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "@/api/types";
import { isExpression } from "./draft";
import classes from "./Actions.module.css";

type Props = { label: string; help?: string | undefined; value: Json | undefined; onChange: (value: Json | undefined) => void; /** The control of a fixed value, named by the label. */ children: ReactNode };

/** A fixed value, or a jq expression that gives one while the form is filled in. */
export function OrExpression({ label, help, value, onChange, children }: Props) {
  const { t } = useTranslation();
  const [fixed, setFixed] = useState<Json | undefined>(isExpression(value) ? undefined : value);
  const worked = isExpression(value);
  const turn = () => {
    if (!worked) setFixed(value);
    onChange(worked ? fixed : { jqQuery: "" });
  };
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <div className={classes["orLabel"]}>
        <span className="mantine-InputWrapper-label">{label}</span>
        <button type="button" className={classes["jq"]} aria-pressed={worked} aria-label={t("actions.expressionOf", { name: label })} onClick={turn}>
          {t("actions.jq")}
        </button>
      </div>
      {worked ? <Textarea aria-label={label} autosize minRows={1} value={String(value.jqQuery)} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => onChange({ jqQuery: event.currentTarget.value })} /> : children}
      {help ? <p className="mantine-InputWrapper-description">{help}</p> : null}
    </div>
  );
}
