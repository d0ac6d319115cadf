import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Problem } from "@/api/selfservice";
import { goTo } from "./fields";
import classes from "./Actions.module.css";

/** Everything that is wrong, each leading to its field. */
export function Problems({ found, leads }: { found: Problem[]; /** Whether there are fields to go to. */ leads: boolean }) {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  return (
    <div className="note bad" role="alert" tabIndex={-1} id="problems">
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
      <div>
        <h3>{t("form.problems", { count: found.length })}</h3>
        <ul>
          {found.map(({ path, message }) => (
            <li key={path + message}>
              {leads && path !== "" ? (
                <button type="button" className={classes["jump"]} onClick={() => goTo(path)}>
                  <code>{path}</code>: {message}
                </button>
              ) : (
                <>
                  {path === "" ? null : <code>{path}: </code>}
                  {message}
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
