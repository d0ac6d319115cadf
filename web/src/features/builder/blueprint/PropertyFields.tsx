import { NumberInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Property, PropertyType } from "@/api/types";
import { EnumEditor, put } from "./EnumEditor";
import { formats } from "./parts";

const types: PropertyType[] = ["string", "number", "boolean", "array", "object"];

type Props = { property: Property; fixedType: boolean; onChange: (property: Property) => void };

/** Type, format, limits and choices of a property. */
export function PropertyFields({ property, fixedType, onChange }: Props) {
  const { t } = useTranslation();
  const set = (change: Partial<Property>) => onChange(put(property, change));
  const number = (value: string | number) => (value === "" ? undefined : Number(value));
  const choices = formats[property.type] ?? [];
  return (
    <>
      <div className="row" style={{ alignItems: "flex-start" }}>
        <Select
          label={t("part.type")}
          description={fixedType ? t("part.typeFixed") : undefined}
          style={{ flex: 1 }}
          allowDeselect={false}
          disabled={fixedType}
          data={types.map((type) => ({ value: type, label: t(`part.types.${type}`) }))}
          value={property.type}
          onChange={(type) => onChange(put({ type: type as PropertyType }, { title: property.title, description: property.description }))}
        />
        {choices.length > 0 ? <Select label={t("part.format")} style={{ flex: 1 }} clearable data={[...new Set([...choices, ...(property.format ? [property.format] : [])])]} value={property.format ?? null} onChange={(format) => set({ format: format ?? undefined })} /> : null}
        {property.type === "array" ? (
          <Select label={t("part.items")} style={{ flex: 1 }} clearable data={types.map((type) => ({ value: type, label: t(`part.types.${type}`) }))} value={property.items?.type ?? null} onChange={(type) => set({ items: type ? { type: type as PropertyType } : undefined })} />
        ) : null}
      </div>
      <TextInput label={t("common.description")} value={property.description ?? ""} onChange={(event) => set({ description: event.currentTarget.value })} />
      {property.type === "string" && !property.format ? <EnumEditor property={property} onChange={onChange} /> : null}
      {property.type === "number" ? <EnumEditor property={property} onChange={onChange} /> : null}
      {property.type === "string" && !property.enum ? (
        <div className="row" style={{ alignItems: "flex-start" }}>
          <TextInput label={t("part.pattern")} style={{ flex: 2 }} value={property.pattern ?? ""} styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }} onChange={(event) => set({ pattern: event.currentTarget.value })} />
          <NumberInput label={t("part.minLength")} style={{ flex: 1 }} hideControls value={property.minLength ?? ""} onChange={(value) => set({ minLength: number(value) })} />
          <NumberInput label={t("part.maxLength")} style={{ flex: 1 }} hideControls value={property.maxLength ?? ""} onChange={(value) => set({ maxLength: number(value) })} />
        </div>
      ) : null}
      {property.type === "number" ? (
        <div className="row">
          <NumberInput label={t("part.minimum")} style={{ flex: 1 }} hideControls value={property.minimum ?? ""} onChange={(value) => set({ minimum: number(value) })} />
          <NumberInput label={t("part.maximum")} style={{ flex: 1 }} hideControls value={property.maximum ?? ""} onChange={(value) => set({ maximum: number(value) })} />
        </div>
      ) : null}
      {property.type === "string" || property.type === "number" ? (
        <TextInput
          label={t("part.default")}
          value={property.default === undefined || property.default === null ? "" : String(property.default)}
          onChange={(event) => set({ default: event.currentTarget.value === "" ? undefined : property.type === "number" ? Number(event.currentTarget.value) : event.currentTarget.value })}
        />
      ) : null}
      {property.type === "boolean" ? (
        <Select
          label={t("part.default")}
          clearable
          data={[{ value: "true", label: t("common.yes") }, { value: "false", label: t("common.no") }]}
          value={property.default === undefined || property.default === null ? null : String(property.default)}
          onChange={(value) => set({ default: value === null ? undefined : value === "true" })}
        />
      ) : null}
    </>
  );
}
