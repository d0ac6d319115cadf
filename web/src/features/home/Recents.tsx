import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Ago } from "@/components/Ago";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { readRecents } from "@/lib/recents";
import classes from "./Home.module.css";

export function Recents() {
  const { t } = useTranslation();
  const recents = readRecents().slice(0, 8);
  return (
    <section className="card">
      <header>
        <h2>{t("home.recent")}</h2>
      </header>
      {recents.length === 0 ? (
        <p className={`quiet ${classes["none"]}`}>{t("home.noRecent")}</p>
      ) : (
        <ul className={classes["links"]}>
          {recents.map((one) => (
            <li key={`${one.blueprint}/${one.identifier}`}>
              <Link to="/catalog/$blueprint/$entity" params={{ blueprint: one.blueprint, entity: one.identifier }}>
                <BlueprintIcon name={one.icon} fallback={one.blueprint} />
                <span className="cut">{one.title}</span>
                <span className="quiet small push nowrap">
                  <Ago at={one.at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
