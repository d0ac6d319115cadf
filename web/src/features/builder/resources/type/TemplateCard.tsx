import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { TypeTemplate } from "@/api/resources";
import type { Json, Property } from "@/api/types";
import { PropertyInput } from "@/components/PropertyInput";
import { partOf, putIn, textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import { useField } from "../../actions/fields";
import classes from "../../actions/Actions.module.css";
import own from "./Type.module.css";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

type FieldProps = { name: string; property: Property; required: boolean; value: Json | undefined; onChange: (value: Json | undefined) => void };

function TemplateField({ name, property, required, value, onChange }: FieldProps) {
  const { id, error, onBlur } = useField(`template.${name}`);
  const label = property.title ?? name;
  if (property.type === "string" && (property.format === "yaml" || property.multiline)) {
    return (
      <div id={id} tabIndex={-1} onBlur={onBlur}>
        <div className="mantine-InputWrapper-label">
          {label} {required ? <span className="quiet">*</span> : null}
        </div>
        {property.description ? <p className="mantine-InputWrapper-description">{property.description}</p> : null}
        <div className={own["editor"]}>
          <Suspense fallback={<div style={{ height: 280 }} aria-busy="true" />}>
            <CodeEditor language={property.format === "yaml" ? "yaml" : "text"} value={textOf(value)} label={label} height="280px" onChange={(next) => onChange(next === "" ? undefined : next)} />
          </Suspense>
        </div>
        {error ? <p className="mantine-InputWrapper-error">{error}</p> : null}
      </div>
    );
  }
  return (
    <div id={id} tabIndex={-1}>
      <PropertyInput id={name} property={property} value={value ?? property.default} required={required} error={error} onChange={(next) => onChange(next ?? undefined)} onBlur={onBlur} />
    </div>
  );
}

type Props = { draft: Part; template: TypeTemplate; onChange: (draft: Part) => void };

/** How resources of this type are made, where their kind needs to be told. */
export function TemplateCard({ draft, template, onChange }: Props) {
  const { t } = useTranslation();
  const fields = Object.entries(template.properties ?? {});
  if (fields.length === 0) return null;
  const written = partOf(draft["template"]);
  return (
    <section className="card" aria-label={t("types.template")}>
      <header>
        <h2>{t("types.template")}</h2>
      </header>
      <div className={`in ${classes["fields"]}`}>
        {fields.map(([name, property]) => (
          <TemplateField key={name} name={name} property={property} required={template.required?.includes(name) ?? false} value={written[name]} onChange={(value) => onChange(putIn(draft, "template", { [name]: value }))} />
        ))}
      </div>
    </section>
  );
}
