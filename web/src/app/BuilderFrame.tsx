import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { IconLock } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { useIsAdmin } from "@/lib/session";

const groups = [
  {
    key: "catalog",
    sections: [
      { to: "/builder", key: "model" },
      { to: "/builder/import", key: "import" },
    ],
  },
  {
    key: "selfService",
    sections: [
      { to: "/builder/actions", key: "actions" },
      { to: "/builder/workflows", key: "workflows" },
      { to: "/builder/automations", key: "automations" },
      { to: "/builder/policy", key: "policy" },
      { to: "/builder/insights", key: "insights" },
    ],
  },
  { key: "resources", sections: [{ to: "/builder/resources", key: "resources" }] },
  {
    key: "delivery",
    sections: [
      { to: "/builder/environments", key: "environments" },
      { to: "/builder/git-hosts", key: "gitHosts" },
      { to: "/builder/image-registries", key: "registries" },
    ],
  },
  {
    key: "people",
    sections: [
      { to: "/builder/users", key: "users" },
      { to: "/builder/teams", key: "teams" },
      { to: "/builder/credentials", key: "credentials" },
    ],
  },
  {
    key: "platform",
    sections: [
      { to: "/builder/organization", key: "organization" },
      { to: "/builder/secrets", key: "secrets" },
      { to: "/builder/networks", key: "networks" },
      { to: "/builder/jobs", key: "jobs" },
    ],
  },
] as const;

/** Every page of the builder, in the order of its groups. */
export const builderSections = groups.flatMap((group) => [...group.sections]);

const isAt = (pathname: string, to: string) => (to === "/builder" ? pathname === to || pathname === "/builder/" || pathname.startsWith("/builder/blueprints") : pathname.startsWith(to));

export function BuilderFrame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const admin = useIsAdmin();
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    tabs.current?.querySelectorAll("[aria-current]").forEach((one) => one.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }, [pathname]);
  if (!admin) {
    return <EmptyState alone icon={<IconLock size={20} stroke={1.5} />} title={t("builder.adminOnly")} why={t("builder.adminOnlyWhy")} />;
  }
  const here = groups.find((group) => group.sections.some(({ to }) => isAt(pathname, to))) ?? groups[0];
  return (
    <>
      <div ref={tabs} style={{ flex: "none" }}>
        <nav className="tabs" aria-label={t("nav.builder")} style={{ paddingTop: 4, gap: 0 }}>
          {groups.map(({ key, sections }) => (
            <Link key={key} to={sections[0].to} activeOptions={{ exact: true }} activeProps={{ "aria-current": undefined }} aria-current={key === here.key ? "page" : undefined}>
              {t(`builder.groups.${key}`)}
            </Link>
          ))}
        </nav>
        {here.sections.length > 1 ? (
          <nav className="tabs" aria-label={t(`builder.groups.${here.key}`)} style={{ gap: 0 }}>
            {here.sections.map(({ to, key }) => (
              <Link key={to} to={to} activeOptions={{ exact: true }} activeProps={{ "aria-current": undefined }} aria-current={isAt(pathname, to) ? "page" : undefined}>
                {t(`builder.sections.${key}`)}
              </Link>
            ))}
          </nav>
        ) : null}
      </div>
      <Outlet />
    </>
  );
}
