import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RunDetail } from "@/api/selfservice";

/** What a run left behind: what it wrote, links, and what was answered. */
export function Outputs({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const response = typeof run.response === "object" && run.response !== null && !Array.isArray(run.response) ? run.response : null;
  const written = response && typeof response["blueprint"] === "string" && typeof response["identifier"] === "string" ? { blueprint: response["blueprint"], entity: response["identifier"] } : null;
  if (!response && run.link.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>{t("runs.outputs")}</h2>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        {written ? (
          <p>
            {t("runs.wrote")}{" "}
            <Link className="link" to="/catalog/$blueprint/$entity" params={written}>
              {written.entity}
            </Link>
          </p>
        ) : null}
        {run.link.map((link) => (
          <a key={link} className="link" href={link} target="_blank" rel="noreferrer" style={{ overflowWrap: "anywhere" }}>
            {link}
          </a>
        ))}
        {response && !written ? (
          <div className="code">
            <pre tabIndex={0}>{JSON.stringify(response, null, 2)}</pre>
          </div>
        ) : null}
      </div>
    </section>
  );
}
