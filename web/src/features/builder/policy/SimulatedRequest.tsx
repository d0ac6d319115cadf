import { Select, Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { listUsers } from "@/api/access";
import type { Action } from "@/api/selfservice";
import { FormParts } from "@/components/actionForm/FormParts";
import { current, problemsOf, stepsOf } from "@/components/actionForm/parts";
import { EntityPicker } from "@/components/EntityPicker";
import { titleOf, useBlueprint } from "@/lib/blueprints";
import { fromLocalInput, toLocalInput } from "@/lib/localTime";
import { personName } from "@/lib/session";
import type { useSimulation } from "./useSimulation";
import classes from "@/components/actionForm/ActionForm.module.css";

type Props = { choices: { value: string; label: string }[]; identifier: string | undefined; action: Action | undefined; simulation: ReturnType<typeof useSimulation> };

/** The inputs of all steps, one below the other. */
function Inputs({ action, simulation }: { action: Action; simulation: Props["simulation"] }) {
  const { t } = useTranslation();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { preview, values, settled, change } = simulation;
  const steps = useMemo(() => stepsOf(action.trigger.userInputs ?? {}, preview?.hidden), [action, preview?.hidden]);
  if (!preview) {
    return simulation.error ? null : (
      <div className={classes["section"]} aria-busy="true">
        <Skeleton height={56} />
        <Skeleton height={56} />
      </div>
    );
  }
  if (Object.keys(preview.inputs).length === 0) return <p className={`quiet ${classes["section"]}`}>{t("simulation.noInputs")}</p>;
  const all = problemsOf(preview);
  const found = settled ? all : current(all, values, preview.values);
  const errors = Object.fromEntries(Object.entries(found).filter(([name]) => left.has(name)));
  const shown = { ...preview.values, ...values };
  return steps.map((step, at) => <FormParts key={at} step={step} inputs={preview.inputs} values={shown} errors={errors} onChange={change} onLeave={(name) => setLeft((before) => new Set([...before, name]))} />);
}

/** Which request is tried: of which action, by whom, when, about what, and with which values. */
export function SimulatedRequest({ choices, identifier, action, simulation }: Props) {
  const { t } = useTranslation();
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers, staleTime: 60_000 });
  const subject = action && action.trigger.operation !== "CREATE" ? (action.trigger.blueprintIdentifier ?? "") : "";
  const { blueprint } = useBlueprint(subject);
  const known = (data: { value: string; label: string }[], value: string | undefined) => (value === undefined || data.some((one) => one.value === value) ? data : [...data, { value, label: value }]);
  return (
    <section className={`card ${classes["titled"]}`} aria-label={t("simulation.request")}>
      <header>
        <h2>{t("simulation.request")}</h2>
        <span className="push small quiet">{t("actions.previewHelp")}</span>
      </header>
      <div className={classes["section"]}>
        <Select label={t("actions.action")} placeholder={t("simulation.chooseAction")} required searchable allowDeselect={false} data={known(choices, identifier)} value={identifier ?? null} onChange={(next) => simulation.choose(next ?? undefined)} />
        <div className={classes["pair"]}>
          <Select
            label={t("simulation.as")}
            placeholder={t("simulation.asYou")}
            searchable
            clearable
            data={known(users.map((user) => ({ value: user.email, label: personName(user) })), simulation.as)}
            value={simulation.as ?? null}
            onChange={(next) => simulation.find({ as: next ?? undefined })}
          />
          <TextInput label={t("simulation.at")} description={t("simulation.atHelp")} type="datetime-local" value={toLocalInput(simulation.at ?? "")} onChange={(event) => simulation.find({ at: fromLocalInput(event.currentTarget.value) ?? undefined })} />
        </div>
        {subject !== "" ? (
          <EntityPicker blueprint={subject} label={blueprint ? titleOf(blueprint) : subject} description={t("request.subjectHelp")} value={simulation.entity ? [simulation.entity] : []} onChange={([next]) => simulation.find({ entity: next })} />
        ) : null}
      </div>
      {action ? <Inputs key={action.identifier} action={action} simulation={simulation} /> : null}
    </section>
  );
}
