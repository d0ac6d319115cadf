import { IconAdjustmentsHorizontal, IconFileImport, IconLayoutGrid, IconListCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useIsAdmin } from "@/lib/session";
import classes from "./Home.module.css";

const places = [
  { to: "/catalog", key: "catalog", Icon: IconLayoutGrid, admin: false },
  { to: "/audit", key: "audit", Icon: IconListCheck, admin: false },
  { to: "/builder/import", key: "import", Icon: IconFileImport, admin: true },
  { to: "/builder", key: "model", Icon: IconAdjustmentsHorizontal, admin: true },
] as const;

export function QuickLinks() {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  return (
    <section className="card">
      <header>
        <h2>{t("home.go")}</h2>
      </header>
      <ul className={classes["links"]}>
        {places
          .filter((place) => admin || !place.admin)
          .map(({ to, key, Icon }) => (
            <li key={key}>
              <Link to={to}>
                <Icon size={16} stroke={1.5} aria-hidden="true" />
                <span className="cut">{t(`home.links.${key}`)}</span>
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}
