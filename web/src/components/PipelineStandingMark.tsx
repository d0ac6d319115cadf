import { IconAlertTriangle, IconCircleCheck, IconGitMerge, IconGitPullRequest, IconGitPullRequestClosed, IconTrash, IconUser } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PipelineStanding } from "@/api/goldenPaths";

const looks: Record<PipelineStanding, { tone: string; Icon: Icon }> = {
  CURRENT: { tone: "good", Icon: IconCircleCheck },
  PROPOSED: { tone: "info", Icon: IconGitPullRequest },
  CLOSED: { tone: "warn", Icon: IconGitPullRequestClosed },
  CONFLICT: { tone: "warn", Icon: IconGitMerge },
  OWN: { tone: "", Icon: IconUser },
  REMOVED: { tone: "warn", Icon: IconTrash },
  BROKEN: { tone: "bad", Icon: IconAlertTriangle },
};

/** How the pipeline of a repository stands to the golden path. */
export function PipelineStandingMark({ state }: { state: PipelineStanding }) {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <span className={`state ${tone}`}>
      <Icon size={16} stroke={1.5} aria-hidden="true" />
      {t(`goldenPaths.pipeline.state.${state}`)}
    </span>
  );
}
