import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Property } from "@/api/types";
import { enumColors } from "./parts";

type Props = { property: Property; onChange: (property: Property) => void };

/** With these keys changed; what is undefined or empty goes. */
export function put(property: Property, change: Partial<Property>): Property {
  return Object.fromEntries(Object.entries({ ...property, ...change }).filter(([, value]) => value !== undefined && value !== "")) as Property;
}

/** The choices of a property, each with its colour. */
export function EnumEditor({ property, bare, onChange }: Props & { /** Where a label stands above it already. */ bare?: boolean }) {
  const { t } = useTranslation();
  const values = property.enum ?? [];
  const colors = property.enumColors ?? {};
  const set = (next: (string | number)[], nextColors: Record<string, string>) =>
    onChange(put(property, { enum: next.length > 0 ? next : undefined, enumColors: Object.keys(nextColors).length > 0 ? nextColors : undefined }));
  const typed = (text: string) => (property.type === "number" ? Number(text) : text);
  const rename = (at: number, text: string) => {
    const old = String(values[at]);
    const { [old]: color, ...rest } = colors;
    set(values.map((one, index) => (index === at ? typed(text) : one)), color ? { ...rest, [text]: color } : rest);
  };
  return (
    <div style={{ display: "grid", gap: 8 }}>
      {bare ? null : <span className="mantine-InputWrapper-label">{t("part.choices")}</span>}
      {values.map((value, at) => (
        <div key={at} className="row">
          <TextInput aria-label={t("part.choice", { number: at + 1 })} value={String(value)} onChange={(event) => rename(at, event.currentTarget.value)} style={{ flex: 1 }} />
          <Select
            aria-label={t("part.colorOf", { value })}
            placeholder={t("part.color")}
            data={enumColors.map((color) => ({ value: color, label: color }))}
            value={colors[String(value)] ?? null}
            clearable
            w={144}
            onChange={(color) => {
              const { [String(value)]: _, ...rest } = colors;
              set(values, color ? { ...rest, [String(value)]: color } : rest);
            }}
          />
          <ActionIcon aria-label={t("common.removeNamed", { name: value })} onClick={() => set(values.filter((_, index) => index !== at), Object.fromEntries(Object.entries(colors).filter(([key]) => key !== String(value))))}>
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button size="xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => set([...values, property.type === "number" ? values.length : `${values.length + 1}`], colors)}>
          {t("part.addChoice")}
        </Button>
      </div>
    </div>
  );
}
