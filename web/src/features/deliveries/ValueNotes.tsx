import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Objection, ValueProblem } from "@/api/deliveries";
import { dotted } from "./paths";
import classes from "./Deliveries.module.css";

/** What lets nothing be made of values. */
export function Problems({ problems }: { problems: ValueProblem[] }) {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  return (
    <div className="note bad" role="alert">
      <IconCircleX size={16} stroke={1.5} aria-hidden="true" />
      <div>
        <h3>{t("deliveries.values.problems", { count: problems.length })}</h3>
        <ul className={classes["problems"]}>
          {problems.map((one) => (
            <li key={`${one.file} ${one.line} ${one.path} ${one.message}`}>
              {one.path ? <code className="strong">{dotted(one.path)}</code> : null} {one.message}
              {one.file ? <code className="quiet"> {one.line > 0 ? `${one.file}:${one.line}` : one.file}</code> : null}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What the rules have against what values make. */
export function Objections({ objections }: { objections: Objection[] }) {
  const { t } = useTranslation();
  const of = (severity: Objection["severity"]) => objections.filter((one) => one.severity === severity);
  return (["DENY", "WARN"] as const).map((severity) => {
    const some = of(severity);
    if (some.length === 0) return null;
    const Icon = severity === "DENY" ? IconCircleX : IconAlertTriangle;
    return (
      <div key={severity} className={`note ${severity === "DENY" ? "bad" : "warn"}`} role="note">
        <Icon size={16} stroke={1.5} aria-hidden="true" />
        <div>
          <h3>{t(`deliveries.values.objections.${severity}`, { count: some.length })}</h3>
          <ul className={classes["problems"]}>
            {some.map((one) => (
              <li key={`${one.rule} ${one.object} ${one.path}`}>
                <code className="strong">{one.object}</code> {one.message} <code className="quiet">{one.rule}</code>
              </li>
            ))}
          </ul>
        </div>
      </div>
    );
  });
}
