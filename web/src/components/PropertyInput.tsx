import { MultiSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json, Property } from "@/api/types";
import { fromLocalInput, toLocalInput } from "@/lib/localTime";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

type Props = {
  id: string;
  property: Property;
  value: Json | undefined;
  required: boolean;
  disabled?: boolean;
  /** The label is only read out, not shown. */
  bare?: boolean;
  error: string | undefined;
  onChange: (value: Json) => void;
  onBlur: () => void;
};

function JsonInput({ value, label, readOnly, onChange }: { value: Json | undefined; label: string; readOnly: boolean; onChange: (value: Json) => void }) {
  const [text, setText] = useState(() => (value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 2)));
  const change = (next: string) => {
    setText(next);
    if (next.trim() === "") return onChange(null);
    try {
      onChange(JSON.parse(next) as Json);
    } catch {
      onChange(next);
    }
  };
  return <CodeEditor language="json" value={text} label={label} height="120px" readOnly={readOnly} onChange={change} />;
}

export function PropertyInput({ id, property, value, required, disabled = false, bare = false, error, onChange, onBlur }: Props) {
  const { t } = useTranslation();
  const label = property.title || id;
  const shared = { ...(bare ? { "aria-label": label } : { label, description: property.description }), error, required, disabled, onBlur, name: id };
  const text = typeof value === "string" ? value : value === null || value === undefined ? "" : String(value);
  const clean = (next: string) => onChange(next === "" ? null : next);

  if (property.enum) {
    return (
      <Select
        {...shared}
        data={property.enum.map((one) => ({ value: String(one), label: property.enumTitles?.[String(one)] ?? String(one) }))}
        value={text || null}
        searchable={property.enum.length > 8}
        clearable={!required}
        onChange={(next) => onChange(next === null ? null : property.type === "number" ? Number(next) : next)}
      />
    );
  }
  switch (property.type) {
    case "boolean":
      return (
        <Select
          {...shared}
          data={[{ value: "true", label: t("common.yes") }, { value: "false", label: t("common.no") }]}
          value={typeof value === "boolean" ? String(value) : null}
          clearable={!required}
          onChange={(next) => onChange(next === null ? null : next === "true")}
        />
      );
    case "number":
      return <NumberInput {...shared} value={typeof value === "number" ? value : ""} onChange={(next) => onChange(next === "" ? null : Number(next))} hideControls {...(property.unit ? { rightSection: <span className="small quiet">{property.unit}</span>, rightSectionWidth: 56 } : {})} />;
    case "object":
      return (
        <div>
          {bare ? null : (
            <div className="mantine-InputWrapper-label">
              {label} {required ? <span className="quiet">*</span> : null}
            </div>
          )}
          {property.description && !bare ? <p className="small quiet">{property.description}</p> : null}
          <Suspense fallback={<div className="code" style={{ height: 120 }} />}>
            <JsonInput value={value} label={label} readOnly={disabled} onChange={onChange} />
          </Suspense>
          {error ? <p className="mantine-InputWrapper-error">{error}</p> : null}
        </div>
      );
    case "array": {
      const list = Array.isArray(value) ? value.map(String) : [];
      const typed = (next: string[]) => onChange(property.items?.type === "number" ? next.map(Number) : next);
      const items = property.items?.enum;
      if (property.items?.type === "object" || (Array.isArray(value) && value.some((one) => typeof one === "object" && one !== null))) {
        return (
          <div>
            {bare ? null : <div className="mantine-InputWrapper-label">{label}</div>}
            <Suspense fallback={<div className="code" style={{ height: 120 }} />}>
              <JsonInput value={value} label={label} readOnly={disabled} onChange={onChange} />
            </Suspense>
            {error ? <p className="mantine-InputWrapper-error">{error}</p> : null}
          </div>
        );
      }
      return items ? (
        <MultiSelect {...shared} data={items.map(String)} value={list} onChange={typed} clearable />
      ) : (
        <TagsInput {...shared} value={list} onChange={typed} placeholder={list.length === 0 ? t("form.addValue") : undefined} />
      );
    }
    default:
      if (property.format === "markdown" || property.format === "yaml" || property.multiline) {
        return <Textarea {...shared} autosize minRows={4} maxRows={16} value={text} onChange={(event) => clean(event.currentTarget.value)} styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }} />;
      }
      if (property.format === "date-time" || property.format === "timer") {
        return <TextInput {...shared} type="datetime-local" value={toLocalInput(text)} onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))} />;
      }
      return (
        <TextInput
          {...shared}
          type={property.format === "url" ? "url" : property.format === "email" || property.format === "user" ? "email" : property.format === "encrypted-string" ? "password" : "text"}
          value={text}
          maxLength={property.maxLength}
          onChange={(event) => clean(event.currentTarget.value)}
        />
      );
  }
}
