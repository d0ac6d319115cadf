import { useTranslation } from "react-i18next";

const variables = ["request", "inputs", "entity", "actor", "team", "quota", "cost", "now"] as const;

/** What a condition may read. */
export function VariablesHelp() {
  const { t } = useTranslation();
  return (
    <section className="card">
      <header>
        <h2>{t("policy.variables")}</h2>
      </header>
      <dl className="dl in">
        {variables.map((name) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd className="small muted">{t(`policy.variable.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
