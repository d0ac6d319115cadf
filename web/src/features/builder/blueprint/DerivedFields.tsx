import { Select, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Blueprint, PropertyType } from "@/api/types";
import { titleOf } from "@/lib/blueprints";
import type { Part } from "./parts";

type Props = { part: Exclude<Part, { kind: "property" | "relation" }>; blueprints: Blueprint[]; onChange: (part: Part) => void };

const types: PropertyType[] = ["string", "number", "boolean", "array", "object"];
const functions = { entities: ["count", "average"], property: ["sum", "min", "max", "median", "average"] } as const;
const spans = ["hour", "day", "week", "month", "total"] as const;
const mono = { input: { fontFamily: "var(--mono)", fontSize: 12 } };

function AggregationFields({ part, blueprints, onChange }: Props & { part: Extract<Part, { kind: "aggregation" }> }) {
  const { t } = useTranslation();
  const { value } = part;
  const spec = value.calculationSpec;
  const by = spec["calculationBy"] === "property" ? "property" : "entities";
  const target = blueprints.find((one) => one.identifier === value.target);
  const numbers = Object.entries(target?.schema.properties ?? {}).filter(([, property]) => property.type === "number");
  const setSpec = (change: Record<string, string>) => onChange({ ...part, value: { ...value, calculationSpec: { ...spec, ...change } } });
  return (
    <>
      <Select label={t("part.aggregated")} searchable allowDeselect={false} data={blueprints.map((one) => ({ value: one.identifier, label: titleOf(one) }))} value={value.target || null} onChange={(next) => onChange({ ...part, value: { ...value, target: next ?? "" } })} />
      <div className="row">
        <Select
          label={t("part.calculateBy")}
          style={{ flex: 1 }}
          allowDeselect={false}
          data={[{ value: "entities", label: t("part.byEntities") }, { value: "property", label: t("part.byProperty") }]}
          value={by}
          onChange={(next) => onChange({ ...part, value: { ...value, calculationSpec: next === "property" ? { calculationBy: "property", func: "sum", property: numbers[0]?.[0] ?? "" } : { calculationBy: "entities", func: "count" } } })}
        />
        <Select label={t("part.function")} style={{ flex: 1 }} allowDeselect={false} data={functions[by].map((name) => ({ value: name, label: t(`part.functions.${name}`) }))} value={spec["func"] ?? null} onChange={(func) => setSpec(func === "average" ? { func, averageOf: "day", measureTimeBy: "$createdAt" } : { func: func ?? "count" })} />
      </div>
      {by === "property" ? <Select label={t("part.property")} data={numbers.map(([id, property]) => ({ value: id, label: property.title || id }))} value={spec["property"] ?? null} onChange={(property) => setSpec({ property: property ?? "" })} /> : null}
      {spec["func"] === "average" ? <Select label={t("part.averageOf")} allowDeselect={false} data={spans.map((span) => ({ value: span, label: t(`part.spans.${span}`) }))} value={spec["averageOf"] ?? null} onChange={(averageOf) => setSpec({ averageOf: averageOf ?? "day" })} /> : null}
    </>
  );
}

/** Properties that the catalog works out by itself. */
export function DerivedFields({ part, blueprints, onChange }: Props) {
  const { t } = useTranslation();
  if (part.kind === "mirror") {
    return <TextInput label={t("part.path")} description={t("part.pathHelp")} value={part.value.path} styles={mono} onChange={(event) => onChange({ ...part, value: { ...part.value, path: event.currentTarget.value } })} />;
  }
  if (part.kind === "calculation") {
    return (
      <>
        <Select label={t("part.type")} allowDeselect={false} data={types.map((type) => ({ value: type, label: t(`part.types.${type}`) }))} value={part.value.type} onChange={(type) => onChange({ ...part, value: { ...part.value, type: type as PropertyType } })} />
        <Textarea label={t("part.calculation")} description={t("part.calculationHelp")} autosize minRows={3} value={part.value.calculation} styles={mono} onChange={(event) => onChange({ ...part, value: { ...part.value, calculation: event.currentTarget.value } })} />
      </>
    );
  }
  return <AggregationFields part={part} blueprints={blueprints} onChange={onChange} />;
}
