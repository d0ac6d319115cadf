import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

const parts = [
  { to: "/builder/resources", key: "all" },
  { to: "/builder/resources/servers", key: "servers" },
  { to: "/builder/resources/types", key: "types" },
  { to: "/builder/resources/prices", key: "prices" },
] as const;

/** What the platform team keeps of resources, in four lists. */
export function ResourcesFrame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const here = (to: string) => (to === "/builder/resources" ? pathname.replace(/\/$/, "") === to : pathname.startsWith(to));
  return (
    <>
      <nav className="tabs" aria-label={t("builder.sections.resources")} style={{ flex: "none" }}>
        {parts.map(({ to, key }) => (
          <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={here(to) ? "page" : undefined}>
            {t(`resources.parts.${key}`)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
