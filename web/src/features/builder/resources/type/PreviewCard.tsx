import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json, Property } from "@/api/types";
import { PropertyInput } from "@/components/PropertyInput";
import { environments } from "@/components/resource/ResourceFilters";
import { partOf, textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import classes from "../../actions/Actions.module.css";
import { environmentOf, inputIn, isNamed, orderOf, specificationOf } from "./typeDraft";

/** What is said of a number's limits where it is entered. */
function outside(t: (key: "form.tooSmall" | "form.tooLarge", values: Record<string, number>) => string, input: Part, value: Json | undefined): string | undefined {
  if (typeof value !== "number") return undefined;
  const { minimum, maximum } = input;
  if (typeof minimum === "number" && value < minimum) return t("form.tooSmall", { least: minimum });
  return typeof maximum === "number" && value > maximum ? t("form.tooLarge", { most: maximum }) : undefined;
}

type Props = { draft: Part; environment: string; onEnvironment: (environment: string) => void };

/** The fields as people fill them in, in one environment. Nothing is asked for. */
export function PreviewCard({ draft, environment, onEnvironment }: Props) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Record<string, Json>>({});
  const names = orderOf(draft);
  const naming = partOf(draft["naming"]);
  const terms = environmentOf(draft, environment);
  const facts = [
    typeof terms["perTeam"] === "number" ? t("types.mostPerTeam", { count: terms["perTeam"] }) : "",
    typeof terms["expiresAfterDays"] === "number" ? t("types.endsAfter", { count: terms["expiresAfterDays"] }) : "",
    typeof terms["graceDays"] === "number" && terms["graceDays"] > 0 ? t("types.keptFor", { count: terms["graceDays"] }) : "",
  ].filter(Boolean);
  return (
    <section className="card" aria-label={t("actions.preview")}>
      <header>
        <h2>{t("actions.preview")}</h2>
        <span className="push">
          <SegmentedControl size="xs" role="radiogroup" aria-label={t("types.previewIn")} value={environment} onChange={onEnvironment} data={environments} />
        </span>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <PropertyInput id="preview-name" property={{ type: "string", title: t("common.name"), description: textOf(naming["description"]), ...(typeof naming["maxLength"] === "number" ? { maxLength: naming["maxLength"] } : {}) }} value={values["name"] ?? textOf(naming["example"])} required error={undefined} onChange={(next) => setValues({ ...values, name: next })} onBlur={() => undefined} />
        {names.map((name) => {
          const input = inputIn(draft, environment, name);
          const value = values[name] ?? input["default"];
          return <PropertyInput key={`${environment} ${name} ${String(input["type"])}`} id={`preview-${name}`} property={{ ...input, title: textOf(input["title"]) || name } as unknown as Property} value={value} required={isNamed(specificationOf(draft)["required"], name)} error={outside(t, input, value)} onChange={(next) => setValues({ ...values, [name]: next })} onBlur={() => undefined} />;
        })}
        {facts.length > 0 ? <p className="small quiet">{facts.join(" · ")}</p> : null}
      </div>
    </section>
  );
}
