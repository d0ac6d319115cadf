import { IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Api.module.css";
import { isNullable, resolve, typeOf } from "./openapi";
import type { Schema } from "./openapi";

/** "list of Entity", "string, date-time", "Draft | null". */
export function useTypeName() {
  const { t } = useTranslation();
  const name = (schema: Schema): string => {
    const { schema: own, name: known } = resolve(schema);
    const none = isNullable(schema) ? " | null" : "";
    if (known) return known + none;
    if (own.anyOf ?? own.oneOf) return (own.anyOf ?? own.oneOf ?? []).map(name).join(" | ");
    const type = typeOf(own);
    if (type === "array") return t("api.list", { of: own.items ? name(own.items) : t("api.any") }) + none;
    if (typeof own.additionalProperties === "object") return t("api.map", { of: name(own.additionalProperties) }) + none;
    return (type ?? t("api.any")) + (own.format ? `, ${own.format}` : "") + none;
  };
  return name;
}

export function Limits({ schema }: { schema: Schema }) {
  const { t } = useTranslation();
  const own = resolve(schema).schema;
  const limits = (["default", "minimum", "maximum", "minLength", "maxLength"] as const).filter((one) => own[one] !== undefined);
  const words = { default: "api.default", minimum: "api.least", maximum: "api.most", minLength: "api.leastLength", maxLength: "api.mostLength" } as const;
  const values = own.enum ?? own.items?.enum;
  if (limits.length === 0 && !values && !own.pattern) return null;
  return (
    <span className="small quiet">
      {limits.map((one) => t(words[one], { value: String(own[one]) })).join(", ")}
      {values ? values.map((one) => <code key={String(one)} className={classes["value"]}>{String(one)}</code>) : null}
      {own.pattern ? <code className={classes["value"]}>{own.pattern}</code> : null}
    </span>
  );
}

/** What is inside a value: of an object itself, of the items of a list, of the values of a map. */
function insideOf(schema: Schema): { schema: Schema; name?: string | undefined } | undefined {
  const found = resolve(schema);
  if (Object.keys(found.schema.properties ?? {}).length > 0) return found;
  if (found.schema.items) return insideOf(found.schema.items);
  return typeof found.schema.additionalProperties === "object" ? insideOf(found.schema.additionalProperties) : undefined;
}

function Field({ name, schema, required, above, answer }: { name: string; schema: Schema; required: boolean; above: string[]; answer: boolean }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const [open, setOpen] = useState(false);
  const inside = insideOf(schema);
  const recurs = inside?.name !== undefined && above.includes(inside.name);
  const words = (
    <>
      <code className="strong">{name}</code>
      <span className="small muted">{typeName(schema)}</span>
      {required ? <span className="small" style={{ color: "var(--warn)" }}>{t("api.required")}</span> : null}
      {recurs ? <span className="small quiet">{t("api.recurs")}</span> : null}
    </>
  );
  return (
    <li>
      {inside && !recurs ? (
        <button type="button" className={classes["fold"]} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
          {words}
        </button>
      ) : (
        <div className={classes["field"]}>{words}</div>
      )}
      {schema.description ? <p className={`small muted ${classes["under"]}`}>{schema.description}</p> : null}
      <div className={classes["under"]}>
        <Limits schema={schema} />
      </div>
      {open && inside ? <SchemaTree schema={inside.schema} answer={answer} above={inside.name ? [...above, inside.name] : above} /> : null}
    </li>
  );
}

/** The fields of a schema; what is inside of them opens on demand, so that a schema may hold itself. */
export function SchemaTree({ schema, answer = false, above = [] }: { schema: Schema; /** Whether something has to be there matters to who asks only. */ answer?: boolean; above?: string[] }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const inside = insideOf(schema);
  if (!inside) return <p className="small muted">{typeOf(resolve(schema).schema) === "object" ? t("api.anyFields") : typeName(schema)}</p>;
  const names = inside.name && !above.includes(inside.name) ? [...above, inside.name] : above;
  return (
    <ul className={classes["tree"]}>
      {Object.entries(inside.schema.properties ?? {}).map(([name, one]) => (
        <Field key={name} name={name} schema={one} required={!answer && (inside.schema.required?.includes(name) ?? false)} above={names} answer={answer} />
      ))}
    </ul>
  );
}
