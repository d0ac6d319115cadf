import { useTranslation } from "react-i18next";
import type { Clash } from "@/api/goldenPaths";

function Side({ label, text }: { label: string; text: string | null }) {
  const { t } = useTranslation();
  return (
    <div style={{ minWidth: 0 }}>
      <h3 className="small muted">{label}</h3>
      {text === null ? (
        <p className="quiet">{t("goldenPaths.noFile")}</p>
      ) : (
        <div className="code" tabIndex={0} role="region" aria-label={label} style={{ overflowX: "auto" }}>
          <pre>{text || " "}</pre>
        </div>
      )}
    </div>
  );
}

/** Lines that a merge cannot decide, as both sides have them. */
export function ClashList({ clashes, id = "clashes" }: { clashes: Clash[]; id?: string }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{t("goldenPaths.clashes")}</h2>
      </header>
      <ul className="list">
        {clashes.map((clash) => {
          const place = clash.line === 0 ? clash.file : t("goldenPaths.place", { file: clash.file, line: clash.line });
          return (
            <li key={place} className="stack" style={{ gap: 8 }}>
              <code>{place}</code>
              <Side label={t("goldenPaths.ownLines")} text={clash.own} />
              <Side label={t("goldenPaths.goldenLines")} text={clash.golden} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
