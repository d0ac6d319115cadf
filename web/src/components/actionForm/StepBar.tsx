import { useTranslation } from "react-i18next";
import type { Step } from "./parts";
import classes from "./ActionForm.module.css";

type Props = { steps: Step[]; at: number; bad: (step: Step) => boolean; onGo: (at: number) => void };

/** The steps of a long form; those with something to change are marked. */
export function StepBar({ steps, at, bad, onGo }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={classes["steps"]} aria-label={t("request.steps")}>
      {steps.map((step, index) => (
        <button key={index} type="button" className={classes["step"]} aria-current={index === at ? "step" : undefined} data-bad={bad(step) || undefined} onClick={() => onGo(index)}>
          <span className={classes["number"]}>{index + 1}</span>
          {step.title}
        </button>
      ))}
    </nav>
  );
}
