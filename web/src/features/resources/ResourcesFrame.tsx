import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

const parts = [
  { to: "/resources", key: "mine.title" },
  { to: "/resources/offers", key: "offers.title" },
] as const;

/** What my teams have, and what there is to ask for. */
export function ResourcesFrame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const isMine = pathname.replace(/\/$/, "") === "/resources";
  return (
    <>
      <nav className="tabs" aria-label={t("nav.resources")} style={{ flex: "none" }}>
        {parts.map(({ to, key }) => (
          <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={isMine === (to === "/resources") ? "page" : undefined}>
            {t(key)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
