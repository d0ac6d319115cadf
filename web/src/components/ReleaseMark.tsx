import { IconArrowBackUp, IconCircleArrowRight, IconCircleCheck, IconCircleMinus, IconCircleX, IconLoader2, IconMessageReport, IconProgress, IconRefresh, IconRocket, IconSettings, IconStairsUp, IconTool, IconTrash } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ReleaseKind, ReleaseState } from "@/api/deliveries";

const looks: Record<ReleaseState, { tone: string; Icon: Icon }> = {
  COMMITTED: { tone: "info", Icon: IconProgress },
  HANDED_OVER: { tone: "", Icon: IconCircleArrowRight },
  ROLLING: { tone: "info", Icon: IconLoader2 },
  LIVE: { tone: "good", Icon: IconCircleCheck },
  FAILED: { tone: "bad", Icon: IconCircleX },
  SUPERSEDED: { tone: "", Icon: IconCircleMinus },
};

const kinds: Record<ReleaseKind, Icon> = { DEPLOY: IconRocket, PROMOTE: IconStairsUp, ROLL_BACK: IconArrowBackUp, RESTART: IconRefresh, REPAIR: IconTool, CONFIGURE: IconSettings, REPORTED: IconMessageReport, REMOVE: IconTrash };

export const toneOf = (state: ReleaseState) => looks[state].tone;

/** How a release stands: an icon and a word, or the icon alone where the column is narrow. */
export function ReleaseStateMark({ state, gone, bare }: { state: ReleaseState; /** It took everything away. */ gone?: boolean; bare?: boolean }) {
  const { t } = useTranslation();
  const isGone = gone === true && (state === "LIVE" || state === "HANDED_OVER");
  const { tone, Icon } = isGone ? looks.SUPERSEDED : looks[state];
  const word = isGone ? t("deliveries.removed") : t(`deliveries.state.${state}`);
  const turning = state === "ROLLING" ? "turning" : undefined;
  return (
    <span className={`state ${tone}`} title={bare ? word : undefined}>
      <Icon size={16} stroke={1.5} className={turning} aria-hidden="true" />
      <span className={bare ? "sr" : undefined}>{word}</span>
    </span>
  );
}

export function KindIcon({ kind }: { kind: ReleaseKind }) {
  const Icon = kinds[kind];
  return <Icon size={14} stroke={1.5} aria-hidden="true" />;
}
