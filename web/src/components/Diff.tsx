import { useState } from "react";
import { useTranslation } from "react-i18next";
import { diffLines } from "@/lib/diff";
import classes from "./Diff.module.css";

type Props = { before: unknown; after: unknown; beforeTitle?: string; afterTitle?: string };

/** Before and after, side by side; what stayed the same is folded away, and what was made or deleted has one side only. */
export function Diff({ before, after, beforeTitle, afterTitle }: Props) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const lines = diffLines(before, after);
  const changed = lines.filter((line) => line.change !== "same");
  const same = lines.length - changed.length;
  const hasBefore = before !== null && before !== undefined;
  const hasAfter = (after !== null && after !== undefined) || !hasBefore;
  const shown = all ? lines : changed;
  return (
    <div className={classes["diff"]}>
      <table style={hasBefore && hasAfter ? undefined : { minWidth: 440 }}>
        <thead>
          <tr>
            <th scope="col">{t("diff.what")}</th>
            {hasBefore ? <th scope="col">{beforeTitle ?? t("diff.before")}</th> : null}
            {hasAfter ? <th scope="col">{afterTitle ?? t("diff.after")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {shown.length === 0 ? (
            <tr>
              <td colSpan={3} className="quiet">
                {t("diff.nothing")}
              </td>
            </tr>
          ) : null}
          {shown.map((line) => (
            <tr key={line.path} data-change={line.change}>
              <th scope="row">{line.path}</th>
              {hasBefore ? (
                <td className={line.change === "removed" || line.change === "changed" ? classes["del"] : undefined}>
                  {line.before === null ? null : <pre tabIndex={0}>{line.change === "same" ? line.before : `- ${line.before}`}</pre>}
                </td>
              ) : null}
              {hasAfter ? (
                <td className={line.change === "added" || line.change === "changed" ? classes["add"] : undefined}>
                  {line.after === null ? null : <pre tabIndex={0}>{line.change === "same" ? line.after : `+ ${line.after}`}</pre>}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {same > 0 ? (
        <button type="button" className={`link-button small ${classes["more"]}`} onClick={() => setAll(!all)}>
          {all ? t("diff.less") : t("diff.more", { count: same })}
        </button>
      ) : null}
    </div>
  );
}
