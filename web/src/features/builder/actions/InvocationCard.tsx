import { Select, Textarea, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { JsonField } from "@/components/JsonField";
import { useNodeType } from "@/components/useNodeType";
import { BlueprintSelect } from "./BlueprintSelect";
import { partOf, put, textOf, triggerOf } from "./draft";
import type { Part } from "./draft";
import { useField } from "./fields";
import { FlagField } from "./FlagField";
import { fieldsOf, firstInvocation, invocationTypes, methods } from "./invocations";
import classes from "./Actions.module.css";

/** None of them is cut at the end of a line. */
const examples = ["{{ .inputs.name }}", "{{ .entity.identifier }}", "{{ .trigger.by.user.email }}", '{{ .secrets["name"] }}'].map((one) => one.replaceAll(" ", "\u00a0")).join(", ");

type Props = { draft: Part; onChange: (draft: Part) => void };

function Field({ field, invocation, onChange }: { field: ReturnType<typeof fieldsOf>[number]; invocation: Part; onChange: (invocation: Part) => void }) {
  const { t } = useTranslation();
  const { id, error, onBlur } = useField(`invocationMethod.${field.name}`);
  const value = invocation[field.name];
  const shared = { id, error, label: t(`actions.call.${field.name}`), description: t(`actions.callHelp.${field.name}`), required: field.needed ?? false, onBlur };
  const set = (next: Part[string] | undefined) => onChange({ ...put(invocation, { [field.name]: next }), ...(next === "" ? { [field.name]: "" } : {}) });
  switch (field.kind) {
    case "json":
      return <JsonField {...shared} value={value} onChange={set} />;
    case "flag":
      return <FlagField id={id} error={error} label={shared.label} help={shared.description} worked="template" standard={false} value={value} onChange={set} />;
    case "blueprint":
      return <BlueprintSelect {...shared} value={textOf(value)} onChange={set} />;
    case "method":
      return <Select {...shared} allowDeselect={false} data={[...new Set([...methods, textOf(value) || "POST"])]} value={textOf(value) || "POST"} onChange={(next) => set(next ?? undefined)} />;
    case "long":
      return <Textarea {...shared} autosize minRows={4} maxRows={20} value={textOf(value)} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => set(event.currentTarget.value)} />;
    default:
      return <TextInput {...shared} value={textOf(value)} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => set(event.currentTarget.value)} />;
  }
}

/** What is done when a request is granted, or after an event. */
export function InvocationCard({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { nameOf } = useNodeType();
  const type = useField("invocationMethod.type");
  const invocation = partOf(draft["invocationMethod"]);
  const chosen = textOf(invocation["type"]);
  const before = useRef<Record<string, Part>>({});
  const set = (next: Part) => onChange({ ...draft, invocationMethod: next });
  const choose = (next: string) => {
    before.current[chosen] = invocation;
    set(before.current[next] ?? firstInvocation(next, textOf(triggerOf(draft)["blueprintIdentifier"])));
  };
  return (
    <section className="card" aria-label={t("actions.what")}>
      <header>
        <h2>{t("actions.what")}</h2>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <Select
          {...type}
          label={t("actions.carriedOut")}
          description={t("actions.templateHelp", { examples })}
          required
          allowDeselect={false}
          data={[...new Set([...invocationTypes, ...(chosen ? [chosen] : [])])].map((value) => ({ value, label: nameOf(value) }))}
          value={chosen || null}
          onChange={(next) => (next && next !== chosen ? choose(next) : undefined)}
        />
        {fieldsOf(chosen).map((field) => (
          <Field key={`${chosen}.${field.name}`} field={field} invocation={invocation} onChange={set} />
        ))}
      </div>
    </section>
  );
}
