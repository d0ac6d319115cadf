import { Checkbox, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Blueprint, Relation } from "@/api/types";
import { titleOf } from "@/lib/blueprints";

type Props = { relation: Relation; blueprints: Blueprint[]; onChange: (relation: Relation) => void };

export function RelationFields({ relation, blueprints, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Select label={t("part.target")} searchable allowDeselect={false} data={blueprints.map((one) => ({ value: one.identifier, label: titleOf(one) }))} value={relation.target || null} onChange={(target) => onChange({ ...relation, target: target ?? "" })} />
      <TextInput label={t("common.description")} value={relation.description ?? ""} onChange={(event) => onChange({ ...relation, description: event.currentTarget.value })} />
      <Checkbox label={t("part.many")} checked={relation.many ?? false} disabled={relation.required === true} onChange={(event) => onChange({ ...relation, many: event.currentTarget.checked })} />
      <Checkbox label={t("part.required")} description={t("part.manyNotRequired")} checked={relation.required ?? false} disabled={relation.many === true} onChange={(event) => onChange({ ...relation, required: event.currentTarget.checked })} />
    </>
  );
}
