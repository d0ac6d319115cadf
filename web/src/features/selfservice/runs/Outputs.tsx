import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RunDetail } from "@/api/selfservice";

/** Every value by the path to it, such as `outputs.host`. */
function lines(value: unknown, path: string[] = []): [string, unknown][] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [[path.join("."), value]];
  return Object.entries(value).flatMap(([name, part]) => lines(part, [...path, name]));
}

/** A value of an answer: a link where it is the address of a page, here or elsewhere. */
function Value({ value }: { value: unknown }) {
  if (value === null) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (/^https?:\/\//i.test(text)) {
    return (
      <a className="link" href={text} target="_blank" rel="noreferrer">
        {text}
      </a>
    );
  }
  return /^\/(?!\/)/.test(text) ? (
    <Link className="link" to={text}>
      {text}
    </Link>
  ) : (
    text
  );
}

/** What a run left behind: what it wrote, links, and what was answered. */
export function Outputs({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const response = typeof run.response === "object" && run.response !== null && !Array.isArray(run.response) ? run.response : null;
  const written = response && typeof response["blueprint"] === "string" && typeof response["identifier"] === "string" ? { blueprint: response["blueprint"], entity: response["identifier"] } : null;
  if (run.link.length === 0 && (!response || Object.keys(response).length === 0)) return null;
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
          <dl className="dl">
            {lines(response).map(([path, value]) => [
              <dt key={`${path} name`}>{path}</dt>,
              <dd key={path} className="mono" style={{ overflowWrap: "anywhere" }}>
                <Value value={value} />
              </dd>,
            ])}
          </dl>
        ) : null}
      </div>
    </section>
  );
}
