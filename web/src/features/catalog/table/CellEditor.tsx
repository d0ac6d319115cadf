import { MultiSelect, Select, TagsInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Entity, EntityDraft, Json } from "@/api/types";
import { EntityPicker } from "@/components/EntityPicker";
import { TeamPicker } from "@/components/TeamPicker";
import { explain } from "@/lib/errors";
import { referencesOf, valueOf } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import { fromLocalInput, toLocalInput } from "@/lib/localTime";
import classes from "./Grid.module.css";

type Props = {
  entity: Entity;
  field: Field;
  onSave: (change: Partial<EntityDraft>) => Promise<void>;
  onLeave: () => void;
};

function changeOf(field: Field, value: Json): Partial<EntityDraft> {
  if (field.id === "$title") return { title: String(value ?? "") };
  if (field.id === "$team") return { team: value as string[] };
  if (field.relation) return { relations: { [field.id]: value as string | string[] | null } };
  return { properties: { [field.id]: value } };
}

export function CellEditor({ entity, field, onSave, onLeave }: Props) {
  const { t } = useTranslation();
  const before = valueOf(entity, field);
  const [text, setText] = useState(() => (field.format === "date-time" ? toLocalInput(before as string | null) : before === null ? "" : String(before)));
  const [error, setError] = useState<string | null>(null);
  const [many, setMany] = useState<string[]>(() => (field.relation ? referencesOf(before).map((one) => one.identifier) : Array.isArray(before) ? before.map(String) : []));
  const sent = useRef(false);
  const save = async (value: Json) => {
    if (sent.current) return;
    sent.current = true;
    try {
      await onSave(changeOf(field, value));
      onLeave();
    } catch (failure) {
      sent.current = false;
      setError(explain(failure));
    }
  };
  const saveText = () => {
    if (text === (before === null ? "" : String(before))) return onLeave();
    if (text === "") return void save(field.id === "$title" ? "" : null);
    if (field.type === "number") return Number.isNaN(Number(text)) ? setError(t("form.notANumber")) : void save(Number(text));
    if (field.format === "date-time") return void save(fromLocalInput(text));
    return void save(text);
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") onLeave();
    if (event.key === "Enter" && !event.nativeEvent.isComposing) saveText();
  };
  const escape = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") onLeave();
  };
  const label = t("table.editCell", { field: field.title });
  const choices = field.property?.enum?.map(String);

  if (field.relation || field.type === "team" || choices || field.type === "boolean" || field.type === "array") {
    return (
      <div className={classes["picker"]} onKeyDown={escape} title={error ?? undefined}>
        {field.relation && !field.relation.many ? (
          <EntityPicker blueprint={field.relation.target} value={many} label={label} bare autoOpen onChange={(ids) => void save(ids[0] ?? null)} onLeave={onLeave} />
        ) : field.relation ? (
          <EntityPicker blueprint={field.relation.target} many value={many} label={label} bare autoOpen onChange={setMany} onLeave={() => void save(many)} />
        ) : field.type === "team" ? (
          <TeamPicker value={many} label={label} bare onChange={setMany} onLeave={() => void save(many)} />
        ) : field.type === "boolean" ? (
          <Select
            aria-label={label}
            data={[{ value: "true", label: t("common.yes") }, { value: "false", label: t("common.no") }]}
            value={before === null ? null : String(before)}
            defaultDropdownOpened
            clearable={!field.required}
            autoFocus
            onChange={(value) => void save(value === null ? null : value === "true")}
            onBlur={onLeave}
          />
        ) : choices ? (
          <Select
            aria-label={label}
            data={choices}
            value={before === null ? null : String(before)}
            defaultDropdownOpened
            searchable
            clearable={!field.required}
            autoFocus
            onChange={(value) => void save(value === null ? null : field.type === "number" ? Number(value) : value)}
            onBlur={onLeave}
          />
        ) : field.property?.items?.enum ? (
          <MultiSelect aria-label={label} data={field.property.items.enum.map(String)} value={many} onChange={setMany} autoFocus onBlur={() => void save(many)} />
        ) : (
          <TagsInput aria-label={label} value={many} onChange={setMany} autoFocus onBlur={() => void save(field.property?.items?.type === "number" ? many.map(Number) : many)} />
        )}
      </div>
    );
  }
  return (
    <input
      className={classes["editor"]}
      aria-label={label}
      aria-invalid={error !== null}
      title={error ?? undefined}
      style={error ? { boxShadow: "inset 0 0 0 2px var(--bad)" } : undefined}
      type={field.format === "date-time" ? "datetime-local" : "text"}
      inputMode={field.type === "number" ? "decimal" : undefined}
      value={text}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={press}
      onBlur={() => (error ? onLeave() : saveText())}
    />
  );
}
