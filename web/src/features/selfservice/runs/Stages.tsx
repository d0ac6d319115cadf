import { IconBan, IconCheck, IconCircleX, IconClock, IconDots, IconLoader2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RunDetail } from "@/api/selfservice";
import { approversOf } from "@/lib/approvers";
import { duration } from "@/lib/time";
import { markOf, toCome } from "./steps";

type Stage = { key?: string; title: string; note: string; tone: "good" | "warn" | "bad" | "info" | ""; icon: ReactNode; took?: string | undefined };

const marks = {
  done: { tone: "good", icon: <IconCheck /> },
  running: { tone: "info", icon: <IconLoader2 /> },
  waiting: { tone: "warn", icon: <IconClock /> },
  failed: { tone: "bad", icon: <IconCircleX /> },
  refused: { tone: "bad", icon: <IconBan /> },
  later: { tone: "", icon: <IconDots /> },
} as const;

const looks = { done: marks.done, running: marks.running, waiting: marks.waiting, failed: marks.failed, cancelled: marks.refused, later: marks.later };

function Line({ stages }: { stages: Stage[] }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <header>
        <h2>{t("runs.stages")}</h2>
      </header>
      <ol className="line in" style={{ paddingLeft: 48 }}>
        {stages.map((stage) => (
          <li key={stage.key ?? stage.title}>
            <span className={`dot ${stage.tone}`} aria-hidden="true">
              {stage.icon}
            </span>
            <div className="row">
              <span className="strong">{stage.title}</span>
              {stage.took ? <span className="push small quiet">{stage.took}</span> : null}
            </div>
            <p className="small quiet" style={{ overflowWrap: "anywhere" }}>
              {stage.note}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** From the request to its result, as a line of stages. */
export function Stages({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const rules = run.verdict.rules ?? [];
  const demands = run.approvals.demands ?? [];
  const decisions = run.approvals.decisions ?? [];
  const denied = run.status === "DECLINED" && run.verdict.decision === "DENIED";
  const passed = rules.filter((rule) => rule.outcome === "PASSED" || rule.outcome === "WARNED").length;
  const asked = rules.filter((rule) => rule.outcome === "ASKED").length;
  const last = decisions.at(-1);
  const begun = run.status !== "WAITING_FOR_APPROVAL" && run.status !== "DECLINED";
  const stages: Stage[] = [
    { title: t("runs.stage.form"), note: t("runs.stage.formNote", { count: Object.keys(run.properties).length }), ...marks.done },
    {
      title: t("runs.stage.policy"),
      note: denied ? t("runs.stage.policyDenied") : rules.length === 0 ? t("runs.stage.policyNone") : [t("runs.stage.policyPassed", { count: passed }), asked > 0 ? t("runs.stage.policyAsked", { count: asked }) : ""].filter(Boolean).join(", "),
      ...(denied ? marks.refused : marks.done),
    },
  ];
  if (demands.length > 0) {
    const declined = last && !last.approved;
    stages.push({
      title: t("runs.stage.approval"),
      note: last ? t(last.approved ? "runs.stage.approvedBy" : "runs.stage.declinedBy", { by: last.approver }) : demands.map((demand) => approversOf(demand, t)).join(t("verdict.and")),
      took: last && run.status !== "WAITING_FOR_APPROVAL" ? duration(run.createdAt, last.at) : undefined,
      ...(declined ? marks.refused : run.status === "WAITING_FOR_APPROVAL" ? marks.waiting : begun ? marks.done : marks.later),
    });
  }
  if (run.workflow && run.nodeRuns && run.nodeRuns.length > 0) {
    const workflow = run.workflow;
    for (const step of run.nodeRuns) {
      if (step.type.endsWith("_TRIGGER")) continue;
      const back = step.direction === "BACK";
      stages.push({
        key: step.identifier,
        title: back ? t("runs.step.undo", { step: step.title }) : step.title,
        note: [step.attempt > 1 ? t("runs.step.attempt", { attempt: step.attempt }) : "", step.message ?? t(`runs.step.${markOf(step)}`)].filter(Boolean).join(" · "),
        took: step.endedAt && step.type !== "CONDITION" && step.type !== "PARALLEL" ? duration(step.createdAt, step.endedAt) : undefined,
        ...looks[markOf(step)],
      });
    }
    if (run.status === "IN_PROGRESS") {
      for (const node of toCome(workflow.nodes, workflow.connections, run.nodeRuns)) {
        stages.push({ key: node.identifier, title: node.title || node.identifier, note: t("runs.step.later"), ...marks.later });
      }
    }
    return <Line stages={stages} />;
  }
  const work = run.status === "SUCCESS" ? marks.done : run.status === "FAILURE" ? marks.failed : run.status === "IN_PROGRESS" ? marks.running : marks.later;
  stages.push({
    title: t("runs.stage.work"),
    note: t(run.status === "DECLINED" ? "runs.stage.workNot" : begun ? `runs.stage.work${run.status === "IN_PROGRESS" ? "Going" : "Done"}` : "runs.stage.workLater"),
    took: run.endedAt && begun ? duration(last?.at ?? run.createdAt, run.endedAt) : undefined,
    ...work,
  });
  return <Line stages={stages} />;
}
