import { IconBan, IconScale } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorState";
import { VerdictCard } from "@/components/VerdictCard";
import { approversOf } from "@/lib/approvers";
import type { useSimulation } from "./useSimulation";

/** That somebody may not ask, or not about this entity, is an answer too. */
const answers = [403, 409];

/** What the rules say of the request that is tried, and whom it would wait for. */
export function SimulatedVerdict({ chosen, simulation }: { chosen: boolean; simulation: ReturnType<typeof useSimulation> }) {
  const { t } = useTranslation();
  const { preview, error, settled, retry } = simulation;
  if (!chosen) {
    return (
      <section className="card">
        <EmptyState icon={<IconScale size={20} stroke={1.5} />} title={t("simulation.none")} why={t("simulation.noneWhy")} />
      </section>
    );
  }
  if (error instanceof ApiError && answers.includes(error.status)) {
    return (
      <div className="note bad" role="alert">
        <IconBan size={16} stroke={1.5} aria-hidden="true" />
        <div>
          <h3>{t("simulation.refused")}</h3>
          <p>{error.message}</p>
        </div>
      </div>
    );
  }
  if (error) return <ErrorNote error={error} onRetry={retry} />;
  const approvals = preview?.verdict.approvals ?? [];
  return (
    <>
      <VerdictCard verdict={preview?.verdict} settled={settled} />
      {approvals.length > 0 ? (
        <section className="card" aria-label={t("simulation.approvals")}>
          <header>
            <h2>{t("simulation.approvals")}</h2>
            <span className="tally">{approvals.length}</span>
          </header>
          <ul className="list">
            {approvals.map((demand, at) => (
              <li key={at}>
                <p className="strong">{demand.title}</p>
                <p className="small muted">{approversOf(demand, t)}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
