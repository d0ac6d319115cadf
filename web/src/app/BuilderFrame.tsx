import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { IconLock } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { useIsAdmin } from "@/lib/session";

export const builderSections = [
  { to: "/builder", key: "model" },
  { to: "/builder/import", key: "import" },
  { to: "/builder/actions", key: "actions" },
  { to: "/builder/workflows", key: "workflows" },
  { to: "/builder/automations", key: "automations" },
  { to: "/builder/policy", key: "policy" },
  { to: "/builder/insights", key: "insights" },
  { to: "/builder/resources", key: "resources" },
  { to: "/builder/environments", key: "environments" },
  { to: "/builder/git-hosts", key: "gitHosts" },
  { to: "/builder/image-registries", key: "registries" },
  { to: "/builder/users", key: "users" },
  { to: "/builder/teams", key: "teams" },
  { to: "/builder/credentials", key: "credentials" },
  { to: "/builder/secrets", key: "secrets" },
  { to: "/builder/networks", key: "networks" },
  { to: "/builder/jobs", key: "jobs" },
  { to: "/builder/organization", key: "organization" },
] as const;

export function BuilderFrame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const admin = useIsAdmin();
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    tabs.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  if (!admin) {
    return <EmptyState alone icon={<IconLock size={20} stroke={1.5} />} title={t("builder.adminOnly")} why={t("builder.adminOnlyWhy")} />;
  }
  const current = (to: string) => (to === "/builder" ? pathname === to || pathname === "/builder/" || pathname.startsWith("/builder/blueprints") : pathname.startsWith(to));
  return (
    <>
      <nav ref={tabs} className="tabs" aria-label={t("nav.builder")} style={{ flex: "none", paddingTop: 4, gap: 0 }}>
        {builderSections.map(({ to, key }) => (
          <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={current(to) ? "page" : undefined}>
            {t(`builder.sections.${key}`)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
