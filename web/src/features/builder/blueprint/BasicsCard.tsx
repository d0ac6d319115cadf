import { SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Blueprint } from "@/api/types";
import { IconPicker } from "@/components/IconPicker";

type Props = { blueprint: Blueprint; onChange: (blueprint: Blueprint) => void };

const owners = ["None", "Direct", "Inherited"] as const;

export function BasicsCard({ blueprint, onChange }: Props) {
  const { t } = useTranslation();
  const type = blueprint.ownership?.type ?? "None";
  const own = (next: (typeof owners)[number]) => onChange({ ...blueprint, ownership: next === "None" ? null : next === "Direct" ? { type: "Direct" } : { type: "Inherited", path: blueprint.ownership?.path ?? "" } });
  return (
    <section className="card">
      <header>
        <h2>{t("blueprint.basics")}</h2>
      </header>
      <div className="in" style={{ display: "grid", gap: 16 }}>
        <TextInput label={t("field.title")} value={blueprint.title ?? ""} onChange={(event) => onChange({ ...blueprint, title: event.currentTarget.value })} />
        <IconPicker value={blueprint.icon ?? null} fallback={blueprint.identifier} onChange={(icon) => onChange({ ...blueprint, icon })} />
        <Textarea label={t("common.description")} maxLength={200} autosize minRows={2} value={blueprint.description ?? ""} onChange={(event) => onChange({ ...blueprint, description: event.currentTarget.value })} />
        <div>
          <div className="mantine-InputWrapper-label">{t("blueprint.ownership")}</div>
          <SegmentedControl role="radiogroup" fullWidth aria-label={t("blueprint.ownership")} value={type} onChange={(next) => own(next as (typeof owners)[number])} data={owners.map((value) => ({ value, label: t(`blueprint.owners.${value}`) }))} />
          <p className="small quiet" style={{ marginTop: 4 }}>
            {t(`blueprint.ownerHelp.${type}`)}
          </p>
        </div>
        {type === "Inherited" ? (
          <TextInput label={t("part.path")} description={t("blueprint.ownerPathHelp")} value={blueprint.ownership?.path ?? ""} onChange={(event) => onChange({ ...blueprint, ownership: { ...blueprint.ownership, type: "Inherited", path: event.currentTarget.value } })} />
        ) : null}
      </div>
    </section>
  );
}
