import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import { useField } from "../../actions/fields";
import { typeOf } from "../../actions/inputTypes";
import classes from "../../actions/Actions.module.css";
import own from "./Type.module.css";
import { FieldDialog } from "./FieldDialog";
import { fieldOf, fieldsOf, moved, orderOf, titleOfField, withField, withoutField } from "./typeDraft";
import type { EditedField } from "./typeDraft";

type RowProps = { draft: Part; name: string; first: boolean; last: boolean; onMove: (by: 1 | -1) => void; onEdit: () => void; onRemove: () => void };

/** What a field takes, in a few words. */
function useTaken({ field }: EditedField): string {
  const { t } = useTranslation();
  const { minimum, maximum, unit } = field;
  const range = typeof minimum === "number" ? (typeof maximum === "number" ? t("types.range", { least: minimum, most: maximum }) : t("types.rangeFrom", { least: minimum })) : typeof maximum === "number" ? t("types.rangeTo", { most: maximum }) : "";
  const choices = Array.isArray(field["enum"]) ? field["enum"].map(String).join(", ") : "";
  return [t(`part.types.${typeOf(field)}`), [range, textOf(unit)].filter(Boolean).join(" "), choices].filter(Boolean).join(" · ");
}

function FieldRow({ draft, name, first, last, onMove, onEdit, onRemove }: RowProps) {
  const { t } = useTranslation();
  const edited = fieldOf(draft, name);
  const title = titleOfField(draft, name);
  const { id, error } = useField(`specification.properties.${name}`);
  const taken = useTaken(edited);
  return (
    <li className={own["row"]} data-wrong={error ? true : undefined}>
      <div className={classes["what"]}>
        <p className="row tight" style={{ gap: 8 }}>
          <span className="strong cut">{title}</span>
          <code className="quiet cut">{name}</code>
        </p>
        <p className="small muted cut">{taken}</p>
        {error ? <p className="small bad">{error}</p> : null}
      </div>
      {edited.required ? <span className="badge">{t("part.isRequired")}</span> : null}
      {edited.fixed ? <span className="badge">{t("types.isFixed")}</span> : null}
      {edited.growing ? <span className="badge">{t("types.isGrowing")}</span> : null}
      <span className="nowrap">
        <ActionIcon size="sm" className={own["move"] ?? ""} disabled={first} aria-label={t("actions.stepUp", { name: title })} onClick={() => onMove(-1)}>
          <IconArrowUp size={16} stroke={1.5} />
        </ActionIcon>
        <ActionIcon size="sm" className={own["move"] ?? ""} disabled={last} aria-label={t("actions.stepDown", { name: title })} onClick={() => onMove(1)}>
          <IconArrowDown size={16} stroke={1.5} />
        </ActionIcon>
        <ActionIcon id={id} size="sm" aria-label={t("table.editRow", { title })} onClick={onEdit}>
          <IconPencil size={16} stroke={1.5} />
        </ActionIcon>
        <ActionIcon size="sm" aria-label={t("common.removeNamed", { name: title })} onClick={onRemove}>
          <IconTrash size={16} stroke={1.5} />
        </ActionIcon>
      </span>
    </li>
  );
}

/** What is asked for of a resource, in the order of the form. */
export function FieldsCard({ draft, onChange }: { draft: Part; onChange: (draft: Part) => void }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string | null>(null);
  const names = orderOf(draft);
  const save = (edited: EditedField) => {
    onChange(withField(draft, editing === "" ? null : editing, edited));
    setEditing(null);
  };
  return (
    <section className="card" aria-label={t("types.fields")}>
      <header>
        <h2>{t("types.fields")}</h2>
        <span className="tally">{names.length}</span>
        <Button size="xs" className="push" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => setEditing("")}>
          {t("types.addField")}
        </Button>
      </header>
      {names.length === 0 ? <p className="in quiet">{t("types.noFields")}</p> : null}
      <ul className={classes["inputs"]}>
        {names.map((name, at) => (
          <FieldRow key={name} draft={draft} name={name} first={at === 0} last={at === names.length - 1} onMove={(by) => onChange(moved(draft, name, by))} onEdit={() => setEditing(name)} onRemove={() => onChange(withoutField(draft, name))} />
        ))}
      </ul>
      {editing === null ? null : <FieldDialog edited={editing === "" ? { name: "", field: { type: "number" }, required: true, fixed: false, growing: false } : fieldOf(draft, editing)} taken={Object.keys(fieldsOf(draft))} onSave={save} onClose={() => setEditing(null)} />}
    </section>
  );
}
