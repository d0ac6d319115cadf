import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listCards, listActions, readAction } from "@/api/selfservice";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { titleOf } from "@/lib/blueprints";
import { SimulatedRequest } from "./SimulatedRequest";
import { SimulatedVerdict } from "./SimulatedVerdict";
import { useSimulation } from "./useSimulation";
import classes from "@/components/actionForm/ActionForm.module.css";

/** What the rules would say of a request that nobody has sent: by somebody, at some time. */
export function SimulationPage() {
  const { t } = useTranslation();
  const { action: identifier } = useSearch({ from: "/inside/builder/policy/simulate" });
  const actions = useQuery({ queryKey: ["actions"], queryFn: listActions });
  const cards = useQuery({ queryKey: ["cards"], queryFn: () => listCards() });
  const action = useQuery({ queryKey: ["action", identifier], queryFn: () => readAction(identifier!), enabled: identifier !== undefined });
  const simulation = useSimulation(identifier === undefined ? undefined : action.data);
  const failed = [actions, cards, action].filter((query) => query.error);
  if (failed[0]?.error) return <ErrorState alone error={failed[0].error} onRetry={() => failed.forEach((query) => void query.refetch())} />;
  if (!actions.data || !cards.data) return <PageBones />;
  const asked = new Map(actions.data.filter((one) => one.trigger.type === "self-service").map((one) => [one.identifier, titleOf(one)]));
  for (const card of cards.data) asked.set(card.identifier, titleOf(card));
  const choices = [...asked].map(([value, label]) => ({ value, label })).sort((one, other) => one.label.localeCompare(other.label));
  return (
    <div className="stretch">
      <PageHead title={t("simulation.title")} lead={t("simulation.lead")} lined />
      <div className="body">
        <div className="cols">
          <div className="stack s7">
            <SimulatedRequest choices={choices} identifier={identifier} action={identifier === undefined ? undefined : action.data} simulation={simulation} />
          </div>
          <div className={`stack s5 ${classes["side"]}`}>
            <SimulatedVerdict chosen={identifier !== undefined} simulation={simulation} />
          </div>
        </div>
      </div>
    </div>
  );
}
