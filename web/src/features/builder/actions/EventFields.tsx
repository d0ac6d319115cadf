import { ActionIcon, Button, Select, Textarea } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listActions } from "@/api/selfservice";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";
import { BlueprintSelect } from "./BlueprintSelect";
import { namesOf, partOf, put, textOf, triggerOf, withTrigger } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";
import classes from "./Actions.module.css";

type Props = { draft: Part; onChange: (draft: Part) => void };

const about = {
  ENTITY_CREATED: "blueprint",
  ENTITY_UPDATED: "blueprint",
  ENTITY_DELETED: "blueprint",
  ANY_ENTITY_CHANGE: "blueprint",
  TIMER_PROPERTY_EXPIRED: "timer",
  TIMER_EXPIRED: "timer",
  RUN_CREATED: "run",
  RUN_UPDATED: "run",
  ANY_RUN_CHANGE: "run",
} as const;

type Event = keyof typeof about;

const events = Object.keys(about) as Event[];

const known = (data: { value: string; label: string }[], value: string) => (value === "" || data.some((one) => one.value === value) ? data : [...data, { value, label: value }]);

function Conditions({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { id, error, onBlur } = useField("trigger.condition");
  const condition = partOf(triggerOf(draft)["condition"]);
  const expressions = namesOf(condition["expressions"]);
  const set = (change: Part) => onChange(withTrigger(draft, { condition: { type: "JQ", combinator: "and", ...condition, ...change } }));
  const setAll = (next: string[]) => (next.length === 0 ? onChange(withTrigger(draft, { condition: undefined })) : set({ expressions: next }));
  return (
    <div id={id} tabIndex={-1} className={classes["fields"]} role="group" aria-label={t("actions.onlyIf")}>
      <div>
        <div className="mantine-InputWrapper-label">{t("actions.onlyIf")}</div>
        <p className="mantine-InputWrapper-description">{t("actions.onlyIfHelp")}</p>
      </div>
      {expressions.map((expression, at) => (
        <div key={at} className="row" style={{ alignItems: "flex-start", flexWrap: "nowrap" }}>
          <Textarea
            aria-label={t("actions.conditionNumber", { number: at + 1 })}
            style={{ flex: 1 }}
            autosize
            minRows={1}
            value={expression}
            classNames={{ input: classes["mono"] ?? "" }}
            onBlur={onBlur}
            onChange={(event) => setAll(expressions.map((one, index) => (index === at ? event.currentTarget.value : one)))}
          />
          <ActionIcon mt={2} aria-label={t("common.removeNamed", { name: t("actions.conditionNumber", { number: at + 1 }) })} onClick={() => setAll(expressions.filter((_, index) => index !== at))}>
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      {error ? <p className="mantine-InputWrapper-error">{error}</p> : null}
      {expressions.length > 1 ? (
        <Select label={t("actions.combinator")} allowDeselect={false} data={(["and", "or"] as const).map((value) => ({ value, label: t(`actions.combinators.${value}`) }))} value={condition["combinator"] === "or" ? "or" : "and"} onChange={(next) => set({ combinator: next ?? "and" })} />
      ) : null}
      <div>
        <Button size="xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => setAll([...expressions, ""])}>
          {t("actions.addCondition")}
        </Button>
      </div>
    </div>
  );
}

/** The event that it follows from, and the conditions that have to hold. */
export function EventFields({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const { data: actions = [] } = useQuery({ queryKey: ["actions"], queryFn: listActions });
  const event = partOf(triggerOf(draft)["event"]);
  const type = events.find((one) => one === event["type"]);
  const kind = type ? about[type] : "blueprint";
  const blueprint = textOf(event["blueprintIdentifier"]);
  const fields = { type: useField("trigger.event.type"), blueprint: useField("trigger.event.blueprintIdentifier"), property: useField("trigger.event.propertyIdentifier"), action: useField("trigger.event.actionIdentifier") };
  const set = (change: { [key: string]: Part[string] | undefined }) => onChange(withTrigger(draft, { event: put(event, change) }));
  const choose = (next: Event) => {
    const isRun = about[next] === "run";
    set({ type: next, ...(isRun ? { blueprintIdentifier: undefined } : { actionIdentifier: undefined }), ...(about[next] === "timer" ? {} : { propertyIdentifier: undefined }) });
  };
  const timers = Object.entries(blueprints.find((one) => one.identifier === blueprint)?.schema.properties ?? {}).filter(([, property]) => property.format === "timer");
  const requested = actions.filter((one) => one.trigger.type === "self-service").map((one) => ({ value: one.identifier, label: titleOf(one) }));
  return (
    <>
      <Select {...fields.type} label={t("actions.event")} required allowDeselect={false} data={events.filter((one) => one !== "TIMER_EXPIRED" || one === type).map((value) => ({ value, label: t(`actions.events.${value}`) }))} value={type ?? null} onChange={(next) => (next ? choose(next as Event) : undefined)} />
      {kind === "run" ? (
        <Select {...fields.action} label={t("actions.ofAction")} required searchable allowDeselect={false} data={known(requested, textOf(event["actionIdentifier"]))} value={textOf(event["actionIdentifier"]) || null} onChange={(next) => set({ actionIdentifier: next ?? undefined })} />
      ) : (
        <BlueprintSelect {...fields.blueprint} label={t("actions.ofBlueprint")} required value={blueprint} onChange={(next) => set({ blueprintIdentifier: next })} />
      )}
      {kind === "timer" ? (
        <Select
          {...fields.property}
          label={t("actions.ofProperty")}
          required
          allowDeselect={false}
          data={known(timers.map(([value, property]) => ({ value, label: property.title || value })), textOf(event["propertyIdentifier"]))}
          value={textOf(event["propertyIdentifier"]) || null}
          onChange={(next) => set({ propertyIdentifier: next ?? undefined })}
        />
      ) : null}
      <Conditions draft={draft} onChange={onChange} />
    </>
  );
}
