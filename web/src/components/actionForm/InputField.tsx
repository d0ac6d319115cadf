import { Checkbox, PasswordInput, Radio, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconCircleX } from "@tabler/icons-react";
import type { PreviewInput } from "@/api/selfservice";
import type { Json } from "@/api/types";
import { EntityPicker } from "@/components/EntityPicker";
import { PropertyInput } from "@/components/PropertyInput";
import classes from "./ActionForm.module.css";

type Props = {
  id: string;
  input: PreviewInput;
  value: Json | undefined;
  error: string | undefined;
  onChange: (value: Json) => void;
  onBlur: () => void;
};

type Shared = { label: string; description: string | undefined; error: string | undefined; required: boolean; disabled: boolean; name: string; onBlur: () => void };

const fewest = 5;

/** Users and teams are entities as well. */
const people: Record<string, string> = { user: "_user", team: "_team" };

const listOf = (value: Json | undefined) => (Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : []);

/** A few options side by side, each with the reason where a rule denies it. */
function Choices({ input, value, onChange, ...shared }: Shared & Pick<Props, "input" | "value" | "onChange">) {
  const options = input.schema.enum ?? [];
  const denied = new Map((input.denied ?? []).map((one) => [String(one.value), one.message]));
  const titleOf = (option: Json) => input.schema.enumTitles?.[String(option)] ?? String(option);
  const { onBlur, name, disabled, ...rest } = shared;
  return (
    <Radio.Group
      {...rest}
      name={name}
      withAsterisk={shared.required}
      value={value === undefined || value === null ? "" : String(value)}
      onChange={(next) => onChange(options.find((one) => String(one) === next) ?? null)}
    >
      <div className={classes["choices"]} onBlur={onBlur}>
        {options.map((option) => {
          const why = denied.get(String(option));
          const chosen = option === value;
          return (
            <Radio.Card key={String(option)} value={String(option)} disabled={disabled} className={`${classes["choice"]} ${why ? classes["denied"] : ""}`} aria-label={titleOf(option)}>
              <Radio.Indicator size="xs" />
              <span className="strong">{titleOf(option)}</span>
              {why && !chosen ? (
                <span className={classes["why"]}>
                  <IconCircleX size={14} stroke={1.5} aria-hidden="true" />
                  {why}
                </span>
              ) : null}
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}

/** One input of an action's form, by what it takes. */
export function InputField({ id, input, value, error, onChange, onBlur }: Props) {
  const { t } = useTranslation();
  const { schema, required, disabled } = input;
  const label = schema.title || id;
  const shared: Shared = { label, description: schema.description, error, required, disabled, name: id, onBlur };
  const items = schema.items as typeof schema | undefined;
  const format = schema.format ?? items?.format;
  const many = schema.type === "array";
  const clean = (text: string) => onChange(text === "" ? null : text);
  if (schema.type === "boolean") {
    return (
      <Checkbox
        label={label}
        description={schema.description}
        error={error}
        disabled={disabled}
        name={id}
        checked={value === true}
        onBlur={onBlur}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (schema.encryption) {
    return <PasswordInput {...shared} autoComplete="off" value={typeof value === "string" ? value : ""} onChange={(event) => clean(event.currentTarget.value)} visibilityToggleButtonProps={{ "aria-label": t("request.showSecret") }} />;
  }
  const blueprint = people[format ?? ""] ?? (format === "entity" ? (schema.blueprint ?? items?.blueprint) : undefined);
  if (blueprint) {
    return (
      <EntityPicker
        blueprint={blueprint}
        many={many}
        label={label}
        description={schema.description}
        query={schema.dataset ?? items?.dataset}
        sort={schema.sort}
        required={required}
        disabled={disabled}
        error={error}
        value={listOf(value)}
        onLeave={onBlur}
        onChange={(next) => onChange(many ? (next.length > 0 ? next : null) : (next[0] ?? null))}
      />
    );
  }
  if (schema.enum && !many && schema.enum.length <= fewest) return <Choices {...shared} input={input} value={value} onChange={onChange} />;
  if (format === "multi-line" || format === "proto") {
    return <Textarea {...shared} autosize minRows={3} maxRows={12} value={typeof value === "string" ? value : ""} onChange={(event) => clean(event.currentTarget.value)} />;
  }
  return <PropertyInput id={id} property={{ ...schema, title: label }} value={value} required={required} disabled={disabled} error={error} onChange={onChange} onBlur={onBlur} />;
}
