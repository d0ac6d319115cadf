import { Modal, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { patchEntities, readEntities } from "@/api/entities";
import type { Blueprint, BulkResult, Entity, EntityDraft, Json } from "@/api/types";
import { DialogFoot } from "@/components/DialogFoot";
import { EntityPicker } from "@/components/EntityPicker";
import { ErrorNote } from "@/components/ErrorState";
import { TeamPicker } from "@/components/TeamPicker";
import { say, sayError, sayWithUndo } from "@/components/toast";
import { referencesOf } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import { checkProperty } from "../form/draft";
import { PropertyInput } from "@/components/PropertyInput";

type Props = { blueprint: Blueprint; fields: Field[]; identifiers: string[]; onClose: () => void; onDone: () => void };

function changeOf(field: Field, value: Json): Partial<EntityDraft> {
  if (field.type === "team") return { team: value as string[] };
  if (field.relation) return { relations: { [field.id]: (field.relation.many ? value : ((value as string[])[0] ?? null)) as string | string[] | null } };
  return { properties: { [field.id]: value } };
}

/** What the field of an entity was before, so that it can be put back. */
function changeBack(entity: Entity, field: Field): Partial<EntityDraft> {
  if (field.type === "team") return { team: entity.team ?? [] };
  if (!field.relation) return { properties: { [field.id]: entity.properties[field.id] ?? null } };
  const ids = referencesOf(entity.relations[field.id]).map((one) => one.identifier);
  return { relations: { [field.id]: field.relation.many ? ids : (ids[0] ?? null) } };
}

/** One field, one value, many entities. */
export function BulkEditDialog({ blueprint, fields, identifiers, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const choices = fields.filter((field) => field.editable && field.id !== "$title");
  const [id, setId] = useState(choices[0]?.id ?? "");
  const [value, setValue] = useState<Json>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<BulkResult["errors"]>([]);
  const field = choices.find((one) => one.id === id);
  const problem = field?.property ? checkProperty(value, field.property, field.required) : null;
  const list = Array.isArray(value) ? value.map(String) : [];
  const save = async () => {
    if (!field) return;
    setBusy(true);
    setError(null);
    try {
      const before = await readEntities(blueprint.identifier, identifiers);
      const change = changeOf(field, field.relation || field.type === "team" ? list : value);
      const result = await patchEntities(blueprint.identifier, identifiers.map((identifier) => ({ identifier, ...change })));
      const changed = new Set(result.entities.map((one) => one.identifier));
      const back = before.filter((entity) => changed.has(entity.identifier)).map((entity) => ({ identifier: entity.identifier, ...changeBack(entity, field) }));
      const undo = async () => {
        try {
          await patchEntities(blueprint.identifier, back);
          onDone();
          say(t("bulk.undone", { count: back.length }));
        } catch (failure) {
          sayError(failure);
        }
      };
      onDone();
      setRefused(result.errors ?? []);
      if (!result.errors?.length) {
        sayWithUndo(t("bulk.changed", { count: result.entities.length }), () => void undo());
        onClose();
      }
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <Modal opened onClose={onClose} title={t("bulk.editTitle", { count: identifiers.length })} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <Select
          label={t("filter.field")}
          data={choices.map((one) => ({ value: one.id, label: one.title }))}
          value={id}
          searchable
          allowDeselect={false}
          onChange={(next) => {
            setId(next ?? id);
            setValue(null);
          }}
        />
        {field?.relation ? (
          <EntityPicker key={id} blueprint={field.relation.target} many={field.relation.many ?? false} label={t("bulk.value")} value={list} onChange={setValue} />
        ) : field?.type === "team" ? (
          <TeamPicker key={id} label={t("bulk.value")} value={list} onChange={setValue} />
        ) : field?.property ? (
          <PropertyInput key={id} id={id} property={{ ...field.property, title: t("bulk.value") }} value={value} required={field.required} error={value === null ? undefined : (problem ?? undefined)} onChange={setValue} onBlur={() => undefined} />
        ) : null}
        <p className="small quiet">{t("bulk.emptyClears")}</p>
        <ErrorNote error={error} />
        {refused && refused.length > 0 ? (
          <div className="note bad" role="alert">
            <ul>
              {refused.slice(0, 8).map((one) => (
                <li key={one.identifier}>
                  <code>{one.identifier}</code> {one.message}
                </li>
              ))}
              {refused.length > 8 ? <li>{t("bulk.moreRefused", { count: refused.length - 8 })}</li> : null}
            </ul>
          </div>
        ) : null}
      </div>
      <DialogFoot action={t("bulk.apply", { count: identifiers.length })} ready={problem === null} busy={busy} onAct={() => void save()} onCancel={onClose} />
    </Modal>
  );
}
