import { IconCheck, IconClock, IconMinus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { decide } from "@/api/selfservice";
import type { RunDetail } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { approversOf } from "@/lib/approvers";
import { useSession } from "@/lib/session";
import { Decide } from "./Decide";

/** Who has to approve a run, and what was decided so far. */
export function ApprovalsList({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const { demands = [], decisions = [] } = run.approvals;
  const waits = run.status === "WAITING_FOR_APPROVAL";
  return (
    <ul className="list">
      {demands.map((demand, at) => (
        <li key={at}>
          <div className="row" style={{ flexWrap: "nowrap", alignItems: "flex-start" }}>
            <span className="strong" style={{ overflowWrap: "anywhere" }}>
              {approversOf(demand, t)}
            </span>
            <span className={`badge push ${demand.met ? "good" : waits ? "warn" : ""}`}>
              {demand.met ? <IconCheck aria-hidden="true" /> : waits ? <IconClock aria-hidden="true" /> : <IconMinus aria-hidden="true" />}
              {t(demand.met ? "approvals.met" : waits ? "approvals.open" : "approvals.notGiven")}
            </span>
          </div>
          <p className="small quiet">{demand.title}</p>
        </li>
      ))}
      {decisions.map((one) => (
        <li key={one.approver}>
          <p>
            {t(one.approved ? "approvals.approvedBy" : "approvals.declinedBy", { by: one.approver })} <Ago at={one.at} />
          </p>
          {one.standsFor.length > 0 ? <p className="small quiet">{t("approvals.inPlaceOf", { people: one.standsFor.join(", ") })}</p> : null}
          {one.comment ? <p className="muted">{one.comment}</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** The approvals of a run, with my decision where it is asked for. */
export function ApprovalsCard({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { user } = useSession();
  const { mayDecide } = run.approvals;
  const isMine = run.status === "WAITING_FOR_APPROVAL" && !mayDecide && run.createdBy === user.email;
  return (
    <section className="card" aria-label={t("nav.approvals")}>
      <header>
        <h2>{t("nav.approvals")}</h2>
      </header>
      <ApprovalsList run={run} />
      {mayDecide ? <Decide send={(status, comment) => decide(run.id, status, comment)} onSettled={() => client.invalidateQueries({ queryKey: ["runs"] })} /> : null}
      {isMine ? <p className="small quiet in">{t("approvals.ownRequest")}</p> : null}
    </section>
  );
}
