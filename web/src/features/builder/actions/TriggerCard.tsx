import { SegmentedControl } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { EventFields } from "./EventFields";
import { OperationFields } from "./OperationFields";
import { isAutomation, triggerOf } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";
import classes from "./Actions.module.css";

type Props = { draft: Part; onChange: (draft: Part) => void };

const kinds = ["self-service", "automation"] as const;

const firsts: Record<(typeof kinds)[number], Part> = {
  "self-service": { type: "self-service", operation: "CREATE", userInputs: { properties: {}, required: [], order: [] } },
  automation: { type: "automation", event: { type: "ENTITY_CREATED" } },
};

/** When it is carried out: when somebody asks for it, or after an event. */
export function TriggerCard({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { id } = useField("trigger.type");
  const kind = isAutomation(draft) ? "automation" : "self-service";
  const before = useRef<Record<string, Part>>({});
  const choose = (next: (typeof kinds)[number]) => {
    before.current[kind] = triggerOf(draft);
    onChange({ ...draft, trigger: before.current[next] ?? firsts[next] });
  };
  return (
    <section className="card" aria-label={t("actions.when")}>
      <header>
        <h2>{t("actions.when")}</h2>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <div id={id} tabIndex={-1}>
          <SegmentedControl role="radiogroup" fullWidth aria-label={t("actions.begins")} value={kind} onChange={(next) => choose(next as (typeof kinds)[number])} data={kinds.map((value) => ({ value, label: t(`actions.kind.${value}`) }))} />
        </div>
        {kind === "automation" ? <EventFields draft={draft} onChange={onChange} /> : <OperationFields draft={draft} onChange={onChange} />}
      </div>
    </section>
  );
}
