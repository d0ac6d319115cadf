import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Blueprint, Json } from "@/api/types";
import { EntityPicker } from "@/components/EntityPicker";
import { TeamPicker } from "@/components/TeamPicker";
import type { Field } from "@/lib/fields";
import type { Draft } from "./draft";
import { suggestIdentifier } from "./draft";
import { PropertyInput } from "@/components/PropertyInput";

type Props = {
  blueprint: Blueprint;
  draft: Draft;
  creating: boolean;
  /** Whether the identifier still follows the title. */
  follows: boolean;
  errors: Record<string, string>;
  /** Whether a field may be changed by this person. */
  may: (id: string, kind: Field["kind"]) => boolean;
  onChange: (draft: Draft) => void;
  onFollows: (follows: boolean) => void;
  onBlur: (path: string) => void;
};

/** Every field of a blueprint as inputs: required ones first within their part. */
export function EntityForm({ blueprint, draft, creating, follows, errors, may, onChange, onFollows, onBlur }: Props) {
  const { t } = useTranslation();
  const required = new Set(blueprint.schema.required ?? []);
  const properties = Object.entries(blueprint.schema.properties).sort(([a], [b]) => Number(required.has(b)) - Number(required.has(a)));
  const relations = Object.entries(blueprint.relations);
  const setTitle = (title: string) => onChange({ ...draft, title, identifier: creating && follows ? suggestIdentifier(title) : draft.identifier });
  const setProperty = (id: string, value: Json) => onChange({ ...draft, properties: { ...draft.properties, [id]: value } });
  return (
    <>
      <TextInput label={t("field.title")} value={draft.title} error={errors["title"]} disabled={!may("$title", "meta")} data-autofocus onChange={(event) => setTitle(event.currentTarget.value)} onBlur={() => onBlur("title")} />
      <TextInput
        label={t("field.identifier")}
        description={creating ? t("form.identifierHelp") : t("form.renameHelp")}
        value={draft.identifier}
        error={errors["identifier"]}
        disabled={!may("$identifier", "meta")}
        styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }}
        onChange={(event) => {
          onFollows(false);
          onChange({ ...draft, identifier: event.currentTarget.value });
        }}
        onBlur={() => onBlur("identifier")}
      />
      {blueprint.ownership?.type === "Inherited" ? null : (
        <TeamPicker label={blueprint.ownership?.title || t("field.team")} value={draft.team} disabled={!may("$team", "meta")} error={errors["team"]} onChange={(team) => onChange({ ...draft, team })} />
      )}
      {properties.length > 0 ? <h2>{t("form.properties")}</h2> : null}
      {properties.map(([id, property]) => (
        <PropertyInput
          key={id}
          id={id}
          property={property}
          value={draft.properties[id]}
          required={required.has(id)}
          disabled={!may(id, "property")}
          error={errors[`properties.${id}`]}
          onChange={(value) => setProperty(id, value)}
          onBlur={() => onBlur(`properties.${id}`)}
        />
      ))}
      {relations.length > 0 ? <h2>{t("form.relations")}</h2> : null}
      {relations.map(([id, relation]) => {
        const value = draft.relations[id];
        const ids = Array.isArray(value) ? value : value ? [value] : [];
        return (
          <EntityPicker
            key={id}
            blueprint={relation.target}
            many={relation.many ?? false}
            label={relation.title || id}
            description={relation.description}
            required={relation.required}
            disabled={!may(id, "relation")}
            error={errors[`relations.${id}`]}
            value={ids}
            onChange={(next) => onChange({ ...draft, relations: { ...draft.relations, [id]: relation.many ? next : (next[0] ?? null) } })}
          />
        );
      })}
    </>
  );
}
