import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Operation } from "@/api/selfservice";
import { JsonField } from "@/components/JsonField";
import { BlueprintSelect } from "./BlueprintSelect";
import { textOf, triggerOf, withTrigger } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";

type Props = { draft: Part; onChange: (draft: Part) => void };

const operations: Operation[] = ["CREATE", "DAY-2", "DELETE"];

/** What people ask for: something new, a change of what is there, or its end. */
export function OperationFields({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const trigger = triggerOf(draft);
  const operation = operations.find((one) => one === trigger["operation"]) ?? "CREATE";
  const { id, error } = useField("trigger.operation");
  const blueprint = useField("trigger.blueprintIdentifier");
  const condition = useField("trigger.condition");
  return (
    <>
      <div id={id} tabIndex={-1}>
        <div className="mantine-InputWrapper-label">{t("actions.operation")}</div>
        <SegmentedControl role="radiogroup" fullWidth aria-label={t("actions.operation")} value={operation} onChange={(next) => onChange(withTrigger(draft, { operation: next }))} data={operations.map((value) => ({ value, label: t(`actions.operations.${value}`) }))} />
        <p className="mantine-InputWrapper-description">{t(`actions.operationHelp.${operation}`)}</p>
        {error ? <p className="mantine-InputWrapper-error">{error}</p> : null}
      </div>
      <BlueprintSelect {...blueprint} label={t("actions.blueprint")} description={t(operation === "CREATE" ? "actions.blueprintNew" : "actions.blueprintAbout")} value={textOf(trigger["blueprintIdentifier"])} onChange={(next) => onChange(withTrigger(draft, { blueprintIdentifier: next }))} />
      {operation !== "CREATE" || "condition" in trigger ? (
        <JsonField {...condition} label={t("actions.condition")} description={t("actions.conditionHelp")} value={trigger["condition"]} onChange={(next) => onChange(withTrigger(draft, { condition: next }))} />
      ) : null}
    </>
  );
}
