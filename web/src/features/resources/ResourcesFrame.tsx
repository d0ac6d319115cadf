import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

const parts = [
  { to: "/resources", key: "mine.title" },
  { to: "/resources/offers", key: "offers.title" },
  { to: "/resources/deleted", key: "deleted.title" },
] as const;

/** What my teams have, and what there is to ask for. */
export function ResourcesFrame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const path = pathname.replace(/\/$/, "");
  // what was found belongs to the offers
  const current = parts.find(({ to }) => to === path)?.to ?? "/resources/offers";
  return (
    <>
      <nav className="tabs" aria-label={t("nav.resources")} style={{ flex: "none" }}>
        {parts.map(({ to, key }) => (
          <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={to === current ? "page" : undefined}>
            {t(key)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
