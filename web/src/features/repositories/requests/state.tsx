import { IconAlertTriangle, IconCheck, IconCircleMinus, IconCircleX, IconClock, IconGitMerge, IconGitPullRequest, IconGitPullRequestClosed } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ChangeRequestState, Check, Verdict } from "@/api/changeRequests";
import classes from "../Repositories.module.css";

const states = {
  OPEN: { tone: "info", Icon: IconGitPullRequest },
  MERGED: { tone: "accent", Icon: IconGitMerge },
  CLOSED: { tone: "", Icon: IconGitPullRequestClosed },
} as const;

export function RequestState({ state }: { state: ChangeRequestState }) {
  const { t } = useTranslation();
  const { tone, Icon } = states[state];
  return (
    <span className={`badge ${tone}`}>
      <Icon aria-hidden="true" />
      {t(`changeRequests.states.${state}`)}
    </span>
  );
}

const checks = {
  PENDING: { tone: "info", Icon: IconClock },
  SUCCESS: { tone: "good", Icon: IconCheck },
  FAILURE: { tone: "bad", Icon: IconCircleX },
  SKIPPED: { tone: "", Icon: IconCircleMinus },
} as const;

export function CheckState({ state }: { state: Check["state"] }) {
  const { t } = useTranslation();
  const { tone, Icon } = checks[state];
  return (
    <span className={`badge ${tone}`}>
      <Icon aria-hidden="true" />
      {t(`changeRequests.checkStates.${state}`)}
    </span>
  );
}

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  const approved = verdict === "APPROVED";
  return (
    <span className={`badge ${approved ? "good" : "warn"}`}>
      {approved ? <IconCheck aria-hidden="true" /> : <IconAlertTriangle aria-hidden="true" />}
      {t(`changeRequests.verdicts.${verdict}`)}
    </span>
  );
}

/** From where to where. */
export function Branches({ source, target }: { source: string; target: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes["branches"]}>
      <code>{source}</code>
      <span className="quiet" aria-hidden="true">
        →
      </span>
      <span className="sr">{t("changeRequests.into")}</span>
      <code>{target}</code>
    </span>
  );
}
