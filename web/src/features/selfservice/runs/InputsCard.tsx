import { useTranslation } from "react-i18next";
import type { Values } from "@/api/selfservice";

function shown(value: Values[string]): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ");
  return JSON.stringify(value);
}

type Props = { values: Values; /** How the form calls the inputs; others are named as they are written. */ titles: Record<string, string> };

export function InputsCard({ values, titles }: Props) {
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
              <dt>{titles[name] ?? name}</dt>
              <dd style={{ overflowWrap: "anywhere" }}>{shown(value)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
