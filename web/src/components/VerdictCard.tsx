import { Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCircleX, IconClock, IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Outcome, Verdict } from "@/api/selfservice";
import { approversOf } from "@/lib/approvers";
import classes from "./VerdictCard.module.css";

/** A request is typed, waits to be approved, or is past both. */
type Stage = "typed" | "waiting" | "past";

const looks: Record<Outcome, { tone: "bad" | "warn" | "good" | "quiet"; Icon: typeof IconCheck }> = {
  DENIED: { tone: "bad", Icon: IconCircleX },
  FAILED: { tone: "bad", Icon: IconCircleX },
  ASKED: { tone: "warn", Icon: IconClock },
  WARNED: { tone: "warn", Icon: IconAlertTriangle },
  WAITING: { tone: "quiet", Icon: IconDots },
  PASSED: { tone: "good", Icon: IconCheck },
};

function Summary({ verdict, stage }: { verdict: Verdict; stage: Stage }) {
  const past = stage === "past";
  const { t } = useTranslation();
  const who = verdict.approvals.map((demand) => approversOf(demand, t)).join(t("verdict.and"));
  const spoken = verdict.rules.filter((rule) => rule.message);
  const open = verdict.rules.some((rule) => rule.outcome === "WAITING");
  const reasons = (outcomes: Outcome[]) => spoken.filter((rule) => outcomes.includes(rule.outcome)).map((rule) => rule.message);
  if (verdict.decision === "DENIED") {
    return (
      <div className="note bad">
        <IconCircleX size={16} stroke={1.5} aria-hidden="true" />
        <div>
          <h3>{t("verdict.denied")}</h3>
          {reasons(["DENIED", "FAILED"]).map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      </div>
    );
  }
  if (verdict.decision === "NEEDS_APPROVAL") {
    return (
      <div className="note warn">
        <IconClock size={16} stroke={1.5} aria-hidden="true" />
        <div>
          <h3>{t(past ? "verdict.needed" : "verdict.needs", { who })}</h3>
          {(reasons(["ASKED"]).length > 0 ? reasons(["ASKED"]) : verdict.approvals.map((demand) => demand.title)).map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      </div>
    );
  }
  return (
    <div className={`note ${open ? "" : "good"}`}>
      {open ? <IconDots size={16} stroke={1.5} aria-hidden="true" /> : <IconCheck size={16} stroke={1.5} aria-hidden="true" />}
      <div>
        <h3>{t(past ? "verdict.wasAllowed" : open ? "verdict.soFar" : "verdict.allowed")}</h3>
        <p>{t(past ? "verdict.wasAllowedWhy" : open ? "verdict.soFarWhy" : "verdict.allowedWhy")}</p>
      </div>
    </div>
  );
}

type Props = { verdict: Verdict | undefined; settled?: boolean; stage?: Stage };

/** What the rules say of a request: the decision, then every rule with its sentence. */
export function VerdictCard({ verdict, settled = true, stage = "typed" }: Props) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t("verdict.title")}>
      <header>
        <h2>{t("verdict.title")}</h2>
        {stage !== "typed" ? null : <span className={`push live ${settled ? "" : "off"}`}>{t(settled ? "verdict.checked" : "verdict.checking")}</span>}
      </header>
      <div className="in" role="status">
        {verdict ? <Summary verdict={verdict} stage={stage} /> : <Skeleton height={64} />}
      </div>
      {verdict && verdict.rules.length > 0 ? (
        <ul className={classes["rules"]}>
          {verdict.rules.map((rule) => {
            const { tone, Icon } = looks[rule.outcome];
            return (
              <li key={rule.identifier} data-tone={tone}>
                <Icon size={16} stroke={1.5} aria-hidden="true" />
                <span className="strong">{rule.title}</span>
                <span className={classes["said"]}>{t(`verdict.outcome.${rule.outcome}`)}</span>
                {rule.message && verdict.decision !== "DENIED" && rule.outcome === "WARNED" ? <p className="small muted">{rule.message}</p> : null}
                {rule.message && verdict.decision === "DENIED" && rule.outcome !== "DENIED" && rule.outcome !== "FAILED" ? <p className="small muted">{rule.message}</p> : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {verdict && verdict.rules.length === 0 && verdict.approvals.length === 0 ? <p className={`small quiet ${classes["none"]}`}>{t("verdict.noRules")}</p> : null}
    </section>
  );
}
