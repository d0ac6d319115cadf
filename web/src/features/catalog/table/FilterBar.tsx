import { Button, Popover, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { IconPlus, IconSearch, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Query, Rule } from "@/api/types";
import type { Field } from "@/lib/fields";
import { operatorsOf } from "./operators";
import type { Operator, Preset } from "./operators";
import { RuleEditor, startValue } from "./RuleEditor";
import type { TableView } from "./view";

type Props = { blueprint: string; fields: Field[]; view: TableView; onChange: (change: Partial<TableView>) => void };

const isRule = (one: Rule | Query): one is Rule => "property" in one;

/** A rule still waiting for its value narrows nothing. */
function isComplete(one: Rule | Query): boolean {
  if (!isRule(one) || ["isEmpty", "isNotEmpty"].includes(one.operator)) return true;
  if (Array.isArray(one.value)) return one.value.length > 0;
  return one.value !== null && one.value !== undefined && one.value !== "";
}

function useRuleText(fields: Field[]) {
  const { t } = useTranslation();
  return (rule: Rule) => {
    const field = fields.find((one) => one.id === rule.property);
    const { value } = rule;
    const preset = typeof value === "object" && value !== null && !Array.isArray(value) ? (value["preset"] as Preset | undefined) : undefined;
    const word = preset
      ? t(`filter.presets.${preset}`)
      : Array.isArray(value)
        ? value.length > 2
          ? t("filter.several", { count: value.length })
          : value.map(String).join(", ")
        : typeof value === "boolean"
          ? t(value ? "common.yes" : "common.no")
          : String(value ?? "");
    return { title: field?.title ?? rule.property, operator: t(`filter.operators.${rule.operator as Operator}`), word };
  };
}

function FilterEditor({ blueprint, fields, query, onChange }: { blueprint: string; fields: Field[]; query: Query; onChange: (query: Query) => void }) {
  const { t } = useTranslation();
  const rules = query.rules.filter(isRule);
  const nested = query.rules.filter((one) => !isRule(one));
  const put = (next: Rule[]) => onChange({ ...query, rules: [...next, ...nested] });
  const add = () => {
    const field = fields.find((one) => one.kind === "property") ?? fields[0]!;
    const operator = operatorsOf(field)[0]!;
    put([...rules, { property: field.id, operator, value: startValue(field, operator) }]);
  };
  return (
    <div style={{ display: "grid", gap: 8, padding: 12 }}>
      <div className="row">
        <span className="muted">{t("filter.match")}</span>
        <SegmentedControl
      role="radiogroup"
          size="xs"
          aria-label={t("filter.match")}
          data={[{ value: "and", label: t("filter.and") }, { value: "or", label: t("filter.or") }]}
          value={query.combinator}
          onChange={(combinator) => onChange({ ...query, combinator: combinator as Query["combinator"] })}
        />
      </div>
      {rules.map((rule, index) => (
        <RuleEditor
          key={index}
          blueprint={blueprint}
          fields={fields}
          rule={rule}
          onChange={(next) => put(rules.map((one, at) => (at === index ? next : one)))}
          onRemove={() => put(rules.filter((_, at) => at !== index))}
        />
      ))}
      {nested.length > 0 ? <p className="small quiet">{t("filter.nested", { count: nested.length })}</p> : null}
      <div className="row">
        <Button size="xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={add}>
          {t("filter.addRule")}
        </Button>
        {rules.length > 0 ? (
          <Button size="xs" variant="subtle" onClick={() => onChange({ combinator: "and", rules: [] })}>
            {t("filter.clear")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Free text, then one chip per rule; any chip opens the builder. */
export function FilterBar({ blueprint, fields, view, onChange }: Props) {
  const { t } = useTranslation();
  const phone = useMediaQuery("(max-width: 600px)") ?? false;
  const textOf = useRuleText(fields);
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Query | null>(null);
  const [typed, setTyped] = useState(view.q);
  const [lastQ, setLastQ] = useState(view.q);
  if (view.q !== lastQ) {
    setLastQ(view.q);
    setTyped(view.q);
  }
  const search = useDebouncedCallback((q: string) => onChange({ q }), 200);
  const query = draft ?? view.filter ?? { combinator: "and", rules: [] };
  const apply = useDebouncedCallback((next: Query) => onChange({ filter: { ...next, rules: next.rules.filter(isComplete) } }), 250);
  const edit = (next: Query) => {
    setDraft(next);
    apply(next);
  };
  const toggle = (next: boolean) => {
    setOpen(next);
    if (next) {
      const field = fields.find((one) => one.kind === "property") ?? fields[0]!;
      const operator = operatorsOf(field)[0]!;
      const now = view.filter ?? { combinator: "and" as const, rules: [] };
      setDraft(now.rules.length > 0 ? now : { ...now, rules: [{ property: field.id, operator, value: startValue(field, operator) }] });
    } else {
      apply.flush();
      setDraft(null);
    }
  };
  const rules = query.rules.filter(isRule);
  const remove = (rule: Rule) => onChange({ filter: { ...query, rules: query.rules.filter((one) => one !== rule) } });
  return (
    <>
      <TextInput
        size="xs"
        type="search"
        w={phone ? "100%" : 200}
        aria-label={t("table.search")}
        placeholder={t("table.search")}
        leftSection={<IconSearch size={14} stroke={1.5} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      {open
        ? null
        : rules.map((rule, index) => {
            const { title, operator, word } = textOf(rule);
            return (
              <span key={index} className="chip">
                {index > 0 && query.combinator === "or" ? <span className="quiet">{t("filter.or")}</span> : null}
                <button type="button" className="chip-open cut" style={{ maxWidth: 320 }} onClick={() => toggle(true)}>
                  {title} {operator} <b>{word}</b>
                </button>
                <button type="button" className="chip-open" aria-label={t("common.removeNamed", { name: title })} onClick={() => remove(rule)}>
                  <IconX size={14} stroke={1.5} />
                </button>
              </span>
            );
          })}
      <Popover opened={open} onChange={toggle} width={phone ? 358 : 640} closeOnClickOutside withinPortal>
        <Popover.Target>
          <button type="button" className="chip dashed" aria-expanded={open} onClick={() => toggle(!open)}>
            <IconPlus size={14} stroke={1.5} />
            {t("filter.title")}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t("filter.title")}>
          <FilterEditor blueprint={blueprint} fields={fields} query={query} onChange={edit} />
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
