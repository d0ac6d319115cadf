import { IconBan, IconCheck, IconCircleCheck, IconCircleMinus, IconCircleX, IconClock, IconDots, IconLoader2 } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PipelineStage, PipelineState, StageOutcome } from "@/api/pipelines";

const states: Record<PipelineState, { tone: string; Icon: Icon }> = {
  QUEUED: { tone: "", Icon: IconClock },
  RUNNING: { tone: "info", Icon: IconLoader2 },
  SUCCESS: { tone: "good", Icon: IconCircleCheck },
  FAILURE: { tone: "bad", Icon: IconCircleX },
  CANCELLED: { tone: "", Icon: IconCircleMinus },
};

export const stageLooks: Record<StageOutcome, { tone: "good" | "bad" | "info" | ""; Icon: Icon }> = {
  WAITING: { tone: "", Icon: IconDots },
  RUNNING: { tone: "info", Icon: IconLoader2 },
  SUCCESS: { tone: "good", Icon: IconCheck },
  FAILURE: { tone: "bad", Icon: IconCircleX },
  SKIPPED: { tone: "", Icon: IconCircleMinus },
  CANCELLED: { tone: "", Icon: IconBan },
};

export function PipelineMark({ state }: { state: PipelineState }) {
  const { t } = useTranslation();
  const { tone, Icon } = states[state];
  return (
    <span className={`state ${tone}`}>
      <Icon size={16} stroke={1.5} className={state === "RUNNING" ? "turning" : undefined} aria-hidden="true" />
      {t(`pipelines.state.${state}`)}
    </span>
  );
}

/** The stages of a pipeline in a row, each by its mark. */
export function StageRow({ stages }: { stages: PipelineStage[] }) {
  const { t } = useTranslation();
  return (
    <span className="row tight wrap">
      {stages.map(({ name, outcome }) => {
        const { tone, Icon } = stageLooks[outcome];
        return (
          <span key={name} className={`badge ${tone}`} title={t(`pipelines.outcome.${outcome}`)}>
            <Icon size={12} stroke={2} className={outcome === "RUNNING" ? "turning" : undefined} aria-hidden="true" />
            {name}
            <span className="sr">{t(`pipelines.outcome.${outcome}`)}</span>
          </span>
        );
      })}
    </span>
  );
}
