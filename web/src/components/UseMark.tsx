import { IconAlertTriangle, IconArrowBarToUp, IconCircleCheck, IconGitMerge, IconGitPullRequest } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { UseState } from "@/api/goldenPaths";

const looks: Record<UseState, { tone: string; Icon: Icon }> = {
  CURRENT: { tone: "good", Icon: IconCircleCheck },
  UPDATE_OPEN: { tone: "info", Icon: IconGitPullRequest },
  BEHIND: { tone: "warn", Icon: IconArrowBarToUp },
  CONFLICT: { tone: "warn", Icon: IconGitMerge },
  BROKEN: { tone: "bad", Icon: IconAlertTriangle },
};

/** How a repository stands to the golden path. */
export function UseMark({ state }: { state: UseState }) {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <span className={`state ${tone}`}>
      <Icon size={16} stroke={1.5} aria-hidden="true" />
      {t(`goldenPaths.state.${state}`)}
    </span>
  );
}
