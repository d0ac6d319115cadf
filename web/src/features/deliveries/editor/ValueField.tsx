import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "@/api/types";
import { PropertyInput } from "@/components/PropertyInput";
import { isLines, linesOf, propertyOf, readLines } from "./draft";
import type { Field, Inherited } from "./draft";
import classes from "./Editor.module.css";

type Props = {
  field: Field;
  /** What the file says; undefined where it says nothing. */
  value: Json | undefined;
  inherited: Inherited;
  overruled: Inherited;
  error: string | undefined;
  onChange: (value: Json) => void;
};

const shown = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value));

/** Environment variables and the like, as lines. */
function Lines({ value, label, description, error, onChange }: { value: Json | undefined; label: string; description: string | undefined; error: string | undefined; onChange: (value: Json) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => linesOf(value));
  return (
    <Textarea
      label={label}
      description={description}
      error={error}
      autosize
      minRows={2}
      maxRows={16}
      spellCheck={false}
      placeholder={t("deliveries.edit.lines")}
      value={text}
      styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(readLines(event.currentTarget.value));
      }}
    />
  );
}

/** One value: what the file says, and what counts where it says nothing. */
export function ValueField({ field, value, inherited, overruled, error, onChange }: Props) {
  const { t } = useTranslation();
  const property = propertyOf(field);
  const isSet = value !== undefined && value !== null;
  const { description } = field.schema;
  return (
    <div className={classes["field"]}>
      {isLines(field) ? (
        <Lines value={value} label={property.title ?? ""} description={description} error={error} onChange={onChange} />
      ) : (
        <PropertyInput id={field.pointer} property={{ ...property, ...(description ? { description } : {}) }} value={value} required={false} error={error} onChange={onChange} onBlur={() => undefined} />
      )}
      <div className={classes["below"]}>
        {overruled ? (
          <span className="small">
            {t("deliveries.edit.overruled", { layer: t(`deliveries.layer.${overruled.layer}`) })} <code>{shown(overruled.value)}</code>
          </span>
        ) : inherited && inherited.value !== null ? (
          <span className="small quiet">
            {t(isSet ? "deliveries.edit.insteadOf" : "deliveries.edit.inherits", { layer: t(`deliveries.layer.${inherited.layer}`) })} <code className={isSet ? classes["gone"] : undefined}>{shown(inherited.value)}</code>
          </span>
        ) : null}
        {isSet ? (
          <button type="button" className="link small" onClick={() => onChange(null)} aria-label={t("deliveries.edit.takeOutOf", { value: property.title })}>
            {t("deliveries.edit.takeOut")}
          </button>
        ) : null}
      </div>
    </div>
  );
}
