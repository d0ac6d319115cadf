import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Json, Property } from "@/api/types";
import { PropertyInput } from "@/components/PropertyInput";
import { environments } from "@/components/resource/ResourceFilters";
import { partOf, textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import { typeOf } from "../../actions/inputTypes";
import classes from "../../actions/Actions.module.css";
import own from "./Type.module.css";
import { NumberField } from "./NumberField";
import { environmentOf, fieldsOf, limitsOf, orderOf, titleOfField, withLimits, withTerms } from "./typeDraft";

type LimitsProps = { draft: Part; environment: string; name: string; onChange: (draft: Part) => void };

const parts = ["default", "minimum", "maximum"] as const;

/** What holds of one field in one environment; empty is as everywhere. */
function Limits({ draft, environment, name, onChange }: LimitsProps) {
  const { t } = useTranslation();
  const field = partOf(fieldsOf(draft)[name]);
  const limits = limitsOf(draft, environment, name);
  const title = titleOfField(draft, name);
  const path = `environments.${environment}.limits.${name}`;
  const set = (change: { [key: string]: Json | undefined }) => onChange(withLimits(draft, environment, name, change));
  const usual = (part: string) => (field[part] === undefined ? "" : String(field[part]));
  if (typeOf(field) !== "number") {
    return (
      <div className={own["limits"]}>
        <span className={own["field"]}>{title}</span>
        <div className={own["wide"]}>
          <PropertyInput id={`${path}.default`} bare property={{ ...field, title: t("types.limitOf", { limit: t("part.default"), field: title }), description: undefined } as unknown as Property} value={limits["default"]} required={false} error={undefined} onChange={(next) => set({ default: next === null || (Array.isArray(next) && next.length === 0) ? undefined : next })} onBlur={() => undefined} />
        </div>
      </div>
    );
  }
  return (
    <div className={own["limits"]}>
      <span className={own["field"]}>
        {title} {field["unit"] ? <span className="small quiet">{textOf(field["unit"])}</span> : null}
      </span>
      {parts.map((part) => (
        <NumberField key={part} bare path={`${path}.${part}`} label={t("types.limitOf", { limit: t(`part.${part}`), field: title })} placeholder={usual(part)} value={limits[part]} onChange={(value) => set({ [part]: value })} />
      ))}
    </div>
  );
}

type Props = { draft: Part; environment: string; onEnvironment: (environment: string) => void; onChange: (draft: Part) => void };

/** What holds in each environment: limits, how many a team may have, and when resources end. */
export function EnvironmentsCard({ draft, environment, onEnvironment, onChange }: Props) {
  const { t } = useTranslation();
  const terms = environmentOf(draft, environment);
  const names = orderOf(draft);
  const set = (change: { [key: string]: Json | undefined }) => onChange(withTerms(draft, environment, change));
  const path = `environments.${environment}`;
  return (
    <section className="card" aria-label={t("types.environments")}>
      <header>
        <h2>{t("types.environments")}</h2>
        <span className="push">
          <SegmentedControl size="xs" role="radiogroup" aria-label={t("resources.environment")} value={environment} onChange={onEnvironment} data={environments} />
        </span>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <div className={classes["trio"]} key={environment}>
          <NumberField path={`${path}.perTeam`} label={t("types.perTeam")} placeholder={t("types.anyNumber")} value={terms["perTeam"]} onChange={(perTeam) => set({ perTeam })} />
          <NumberField path={`${path}.expiresAfterDays`} label={t("types.expiresAfter")} placeholder={t("common.never")} unit={t("types.days")} value={terms["expiresAfterDays"]} onChange={(expiresAfterDays) => set({ expiresAfterDays })} />
          <NumberField path={`${path}.graceDays`} label={t("types.grace")} placeholder="0" unit={t("types.days")} value={terms["graceDays"]} onChange={(graceDays) => set({ graceDays })} />
        </div>
        {names.length > 0 ? (
          <div className={classes["group"]} style={{ gap: 8 }} key={`${environment} limits`}>
            <div className={`small quiet ${own["limits"]} ${own["head"]}`} aria-hidden="true">
              <span>{t("types.fieldTitle")}</span>
              {parts.map((part) => (
                <span key={part}>{t(`part.${part}`)}</span>
              ))}
            </div>
            {names.map((name) => (
              <Limits key={name} draft={draft} environment={environment} name={name} onChange={onChange} />
            ))}
            <p className="mantine-InputWrapper-description">{t("types.limitsHelp")}</p>
          </div>
        ) : null}
      </div>
    </section>
  );
}
