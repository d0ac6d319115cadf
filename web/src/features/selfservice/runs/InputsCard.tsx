import { useTranslation } from "react-i18next";
import type { Values } from "@/api/selfservice";

const shown = (value: Values[string]) => (typeof value === "string" ? value : JSON.stringify(value));

export function InputsCard({ values }: { values: Values }) {
  const { t } = useTranslation();
  const entries = Object.entries(values);
  return (
    <section className="card">
      <header>
        <h2>{t("runs.tab.inputs")}</h2>
      </header>
      <div className="in">
        {entries.length === 0 ? <p className="quiet">{t("runs.noInputs")}</p> : null}
        <dl className="dl">
          {entries.map(([name, value]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd style={{ overflowWrap: "anywhere" }}>{shown(value)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
