import { Button, Textarea } from "@mantine/core";
import { IconCheck, IconClock, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { decide } from "@/api/selfservice";
import type { RunDetail } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { say } from "@/components/toast";
import { approversOf } from "@/lib/approvers";
import { useSession } from "@/lib/session";

function Decide({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [comment, setComment] = useState("");
  const act = useMutation({
    mutationFn: (status: "APPROVE" | "DECLINE") => decide(run.id, status, comment.trim()),
    onSuccess: (_, status) => say(t(status === "APPROVE" ? "approvals.approved" : "approvals.declined")),
    onSettled: () => client.invalidateQueries({ queryKey: ["runs"] }),
  });
  return (
    <div className="in stack" style={{ gap: 12, borderTop: "1px solid var(--line)" }}>
      <Textarea label={t("approvals.comment")} description={t("approvals.commentHelp")} autosize minRows={2} maxRows={8} maxLength={2000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
      <ErrorNote error={act.error} />
      <div className="row">
        <Button variant="filled" leftSection={<IconCheck size={16} stroke={1.5} />} loading={act.isPending && act.variables === "APPROVE"} disabled={act.isPending} onClick={() => act.mutate("APPROVE")}>
          {t("approvals.approve")}
        </Button>
        <Button variant="danger" leftSection={<IconX size={16} stroke={1.5} />} loading={act.isPending && act.variables === "DECLINE"} disabled={act.isPending} onClick={() => act.mutate("DECLINE")}>
          {t("approvals.decline")}
        </Button>
      </div>
    </div>
  );
}

/** Who has to approve a run, what was decided so far, and my decision where it is asked for. */
export function ApprovalsCard({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const { demands = [], decisions = [], mayDecide } = run.approvals;
  const waits = run.status === "WAITING_FOR_APPROVAL";
  return (
    <section className="card" aria-label={t("nav.approvals")}>
      <header>
        <h2>{t("nav.approvals")}</h2>
      </header>
      <ul className="list">
        {demands.map((demand, at) => (
          <li key={at}>
            <div className="row" style={{ flexWrap: "nowrap", alignItems: "flex-start" }}>
              <span className="strong" style={{ overflowWrap: "anywhere" }}>
                {approversOf(demand, t)}
              </span>
              <span className={`badge push ${demand.met ? "good" : waits ? "warn" : ""}`}>
                {demand.met ? <IconCheck aria-hidden="true" /> : <IconClock aria-hidden="true" />}
                {t(demand.met ? "approvals.met" : "approvals.open")}
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
            {one.comment ? <p className="muted">{one.comment}</p> : null}
          </li>
        ))}
      </ul>
      {mayDecide ? <Decide run={run} /> : null}
      {waits && !mayDecide && run.createdBy === user.email ? <p className="small quiet in">{t("approvals.ownRequest")}</p> : null}
    </section>
  );
}
