import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AdoptionLine } from "@/api/goldenPaths";
import { PlainTable } from "@/components/PlainTable";
import classes from "./Golden.module.css";

const parts = [
  { name: "current", state: "CURRENT", color: "var(--good)" },
  { name: "updateOpen", state: "UPDATE_OPEN", color: "var(--info)" },
  { name: "behind", state: "BEHIND", color: "var(--warn)" },
  { name: "conflict", state: "CONFLICT", color: "var(--warn)" },
  { name: "broken", state: "BROKEN", color: "var(--bad)" },
] as const;

const allOf = (line: AdoptionLine) => parts.reduce((sum, part) => sum + line[part.name], 0);

/** How far a template has come, as a bar, and the numbers beside it. */
function Bar({ line }: { line: AdoptionLine }) {
  const { t } = useTranslation();
  const all = allOf(line);
  const there = parts.filter((part) => line[part.name] > 0);
  if (all === 0) return <span className="quiet">{t("goldenPaths.unused")}</span>;
  return (
    <div className={classes["bar"]}>
      <span className="meter" aria-hidden="true">
        {there.map((part) => (
          <i key={part.name} style={{ width: `${(100 * line[part.name]) / all}%`, background: part.color }} />
        ))}
      </span>
      <span className="row wrap tight small">
        {there.map((part) => (
          <Link key={part.name} className="link nowrap" to="/golden-paths" search={{ template: line.template || undefined, state: part.state }}>
            {t(`goldenPaths.counts.${part.name}`, { count: line[part.name] })}
          </Link>
        ))}
      </span>
    </div>
  );
}

/** The templates, and how many repositories build by them in which state. */
export function AdoptionCard({ lines }: { lines: AdoptionLine[] | undefined }) {
  const { t } = useTranslation();
  const chosen = useSearch({ from: "/inside/golden-paths" }).template;
  const columns = [t("goldenPaths.template"), t("goldenPaths.version"), t("goldenPaths.repositories"), t("goldenPaths.adoption")];
  return (
    <section className="card" aria-labelledby="golden-templates">
      <header>
        <h2 id="golden-templates">{t("goldenPaths.templates")}</h2>
      </header>
      <PlainTable
        label={t("goldenPaths.templates")}
        columns={columns}
        items={lines}
        keyOf={(line) => line.template}
        numbers={[2]}
        row={(line) => (
          <>
            <td>
              <Link className={line.template === chosen ? "strong" : "link strong"} to="/golden-paths" search={{ template: line.template || undefined }}>
                {line.title ?? (line.template || t("goldenPaths.unreadable"))}
              </Link>
              {line.title ? <div className="small quiet">{line.template}</div> : null}
            </td>
            <td data-label={columns[1]}>{line.version ? <code>{line.version}</code> : <span className="quiet">{t("goldenPaths.gone")}</span>}</td>
            <td data-label={columns[2]} className="nowrap" style={{ textAlign: "right" }}>
              {allOf(line)}
            </td>
            <td data-label={columns[3]}>
              <Bar line={line} />
            </td>
          </>
        )}
      />
    </section>
  );
}
