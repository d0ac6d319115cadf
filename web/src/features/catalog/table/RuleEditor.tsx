import { ActionIcon, MultiSelect, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { readFacets } from "@/api/entities";
import type { Json, Rule } from "@/api/types";
import { EntityPicker } from "@/components/EntityPicker";
import { isGroupable } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import { fromLocalInput, toLocalInput } from "@/lib/localTime";
import { operatorsOf, presets, valueKindOf } from "./operators";
import type { Preset } from "./operators";

/** Lists open within the popover, so that choosing from them does not count as a click outside. */
const inside = { withinPortal: false };

type Props = {
  blueprint: string;
  fields: Field[];
  rule: Rule;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
};

function useChoices(blueprint: string, field: Field, wanted: boolean): string[] {
  const fixed = field.property?.enum ?? field.property?.items?.enum;
  const facets = useQuery({
    queryKey: ["choices", blueprint, field.id],
    queryFn: ({ signal }) => readFacets(blueprint, { properties: [field.id], limit: 100 }, signal),
    enabled: wanted && !fixed && isGroupable(field),
    staleTime: 30_000,
  });
  if (fixed) return fixed.map(String);
  return (facets.data?.[field.id] ?? []).filter((facet) => facet.value !== null).map((facet) => String(facet.value));
}

function RuleValue({ blueprint, field, rule, onChange }: { blueprint: string; field: Field; rule: Rule; onChange: (value: Json) => void }) {
  const { t } = useTranslation();
  const kind = valueKindOf(field, rule.operator);
  const label = t("filter.value");
  const choices = useChoices(blueprint, field, kind === "choice" || kind === "choices");
  const list = Array.isArray(rule.value) ? rule.value.map(String) : [];
  const typed = (values: string[]): Json => (field.type === "number" ? values.map(Number) : values);
  if (kind === "none") return null;
  if (field.relation && kind === "choice") {
    return <EntityPicker bare inside blueprint={field.relation.target} label={label} value={rule.value ? [String(rule.value)] : []} onChange={(ids) => onChange(ids[0] ?? "")} />;
  }
  if (field.relation && kind === "choices") {
    return <EntityPicker bare inside many blueprint={field.relation.target} label={label} value={list} onChange={onChange} />;
  }
  switch (kind) {
    case "number":
      return <NumberInput aria-label={label} value={typeof rule.value === "number" ? rule.value : ""} onChange={(value) => onChange(value === "" ? null : Number(value))} hideControls />;
    case "boolean":
      return (
        <Select comboboxProps={inside}
          aria-label={label}
          allowDeselect={false}
          data={[{ value: "true", label: t("common.yes") }, { value: "false", label: t("common.no") }]}
          value={String(rule.value ?? "true")}
          onChange={(value) => onChange(value === "true")}
        />
      );
    case "choice":
      return <Select comboboxProps={inside} aria-label={label} searchable data={[...new Set([...choices, ...(rule.value ? [String(rule.value)] : [])])]} value={rule.value ? String(rule.value) : null} onChange={(value) => onChange(field.type === "number" ? Number(value) : value)} />;
    case "choices":
      return choices.length > 0 ? (
        <MultiSelect comboboxProps={inside} aria-label={label} searchable data={[...new Set([...choices, ...list])]} value={list} onChange={(values) => onChange(typed(values))} />
      ) : (
        <TagsInput comboboxProps={inside} aria-label={label} value={list} onChange={(values) => onChange(typed(values))} />
      );
    case "period":
      return (
        <Select comboboxProps={inside}
          aria-label={label}
          allowDeselect={false}
          data={presets.map((preset) => ({ value: preset, label: t(`filter.presets.${preset}`) }))}
          value={(rule.value as { preset?: Preset } | null)?.preset ?? "lastWeek"}
          onChange={(preset) => onChange({ preset })}
        />
      );
    case "date":
      return <TextInput aria-label={label} type="datetime-local" value={toLocalInput(rule.value as string | null)} onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))} />;
    default:
      return <TextInput aria-label={label} value={typeof rule.value === "string" ? rule.value : ""} onChange={(event) => onChange(event.currentTarget.value)} data-autofocus />;
  }
}

/** The value a rule starts with when its field or its question changes. */
export function startValue(field: Field, operator: string): Json {
  const kind = valueKindOf(field, operator);
  if (kind === "choices") return [];
  if (kind === "boolean") return true;
  if (kind === "period") return { preset: "lastWeek" };
  return kind === "text" ? "" : null;
}

export function RuleEditor({ blueprint, fields, rule, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const field = fields.find((one) => one.id === rule.property) ?? fields[0]!;
  const ask = (property: string | null) => {
    const next = fields.find((one) => one.id === property);
    const operator = next ? operatorsOf(next)[0]! : "=";
    if (next) onChange({ property: next.id, operator, value: startValue(next, operator) });
  };
  const change = (operator: string | null) => {
    if (!operator) return;
    const same = valueKindOf(field, operator) === valueKindOf(field, rule.operator);
    onChange({ property: rule.property, operator, value: same ? (rule.value ?? null) : startValue(field, operator) });
  };
  return (
    <div style={{ display: "grid", gridTemplateColumns: "minmax(0, 5fr) minmax(0, 4fr) minmax(0, 6fr) 32px", gap: 8, alignItems: "start" }}>
      <Select comboboxProps={inside} aria-label={t("filter.field")} searchable allowDeselect={false} data={fields.map((one) => ({ value: one.id, label: one.title }))} value={rule.property} onChange={ask} />
      <Select comboboxProps={inside}
        aria-label={t("filter.operator")}
        allowDeselect={false}
        data={operatorsOf(field).map((operator) => ({ value: operator, label: t(`filter.operators.${operator}`) }))}
        value={rule.operator}
        onChange={change}
      />
      <div>
        <RuleValue blueprint={blueprint} field={field} rule={rule} onChange={(value) => onChange({ ...rule, value })} />
      </div>
      <ActionIcon aria-label={t("filter.removeRule")} onClick={onRemove}>
        <IconTrash size={16} stroke={1.5} />
      </ActionIcon>
    </div>
  );
}
