import { ActionIcon, Tooltip } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconBolt, IconChecks, IconChevronsLeft, IconChevronsRight, IconDatabase, IconGitBranch, IconHome, IconLayoutGrid, IconListCheck, IconRocket, IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { listRuns } from "@/api/selfservice";
import { useHasDeliveries } from "@/lib/deliveries";
import { useIsAdmin } from "@/lib/session";
import { useHasRepositories } from "@/lib/useHasRepositories";
import { CatalogLinks } from "./CatalogLinks";
import { Mark } from "@/components/Mark";
import { NewFolder } from "./NewFolder";
import { UserMenu } from "./UserMenu";

/** More than this is not counted. */
const most = 99;

type Props = { narrow: boolean; onToggle: () => void };

type Place = { to: "/" | "/catalog" | "/self-service" | "/resources" | "/repositories" | "/golden-paths" | "/deliveries" | "/approvals" | "/audit" | "/builder"; label: string; icon: ReactNode; count?: number | undefined; state: "here" | "open" | undefined };

function NavPlace({ to, label, icon, state, count, narrow }: Place & { narrow: boolean }) {
  return (
    <Tooltip label={label} position="right" disabled={!narrow}>
      <Link to={to} activeOptions={{ exact: true }} className={`nav-link${state === "open" ? " open" : ""}`} aria-current={state === "here" ? "page" : undefined} aria-label={narrow ? label : undefined}>
        {icon}
        {narrow ? null : <span className="cut">{label}</span>}
        {count && !narrow ? <span className="count">{count > most ? `${most}+` : count}</span> : null}
      </Link>
    </Tooltip>
  );
}

export function Navigation({ narrow, onToggle }: Props) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const admin = useIsAdmin();
  const hasRepositories = useHasRepositories();
  const here = (to: string) => (pathname === to ? "here" : undefined);
  const within = (to: string) => (pathname === to ? "here" : pathname.startsWith(`${to}/`) ? (narrow ? "here" : "open") : undefined);
  const { data: waiting } = useQuery({
    queryKey: ["runs", "waiting"],
    queryFn: async () => (await listRuns({ awaiting: "me" }, undefined, most + 1)).runs.length,
    refetchInterval: 30_000,
  });
  const hasDeliveries = useHasDeliveries();
  const collapse = narrow ? t("nav.expand") : t("nav.collapse");
  return (
    <nav aria-label={t("nav.main")} style={{ display: "contents" }}>
      <div className="brand">
        {narrow ? null : (
          <Link to="/" className="row">
            <Mark />
            {t("nav.brand")}
          </Link>
        )}
        <Tooltip label={`${collapse}  [`} position="right">
          <ActionIcon className={narrow ? undefined : "push"} size="xs" aria-label={collapse} onClick={onToggle}>
            {narrow ? <IconChevronsRight size={16} stroke={1.5} /> : <IconChevronsLeft size={16} stroke={1.5} />}
          </ActionIcon>
        </Tooltip>
      </div>
      <div className="nav-scroll">
        <ul>
          <li>
            <NavPlace to="/" label={t("nav.home")} icon={<IconHome size={16} stroke={1.5} />} state={here("/")} narrow={narrow} />
          </li>
          <li>
            <div className="nav-item">
              <NavPlace to="/catalog" label={t("nav.catalog")} icon={<IconLayoutGrid size={16} stroke={1.5} />} state={within("/catalog")} narrow={narrow} />
              {admin && !narrow ? <NewFolder /> : null}
            </div>
            {narrow ? null : <CatalogLinks />}
          </li>
          <li>
            <NavPlace to="/self-service" label={t("nav.selfService")} icon={<IconBolt size={16} stroke={1.5} />} state={within("/self-service")} narrow={narrow} />
          </li>
          <li>
            <NavPlace to="/resources" label={t("nav.resources")} icon={<IconDatabase size={16} stroke={1.5} />} state={within("/resources")} narrow={narrow} />
          </li>
          {hasRepositories ? (
            <li>
              <NavPlace to="/repositories" label={t("nav.repositories")} icon={<IconGitBranch size={16} stroke={1.5} />} state={pathname === "/change-requests" || pathname.startsWith("/external-repositories/") ? "open" : within("/repositories")} narrow={narrow} />
            </li>
          ) : null}
          {hasRepositories ? (
            <li>
              <NavPlace to="/golden-paths" label={t("goldenPaths.title")} icon={<IconRoute size={16} stroke={1.5} />} state={here("/golden-paths")} narrow={narrow} />
            </li>
          ) : null}
          {hasDeliveries ? (
            <li>
              <NavPlace to="/deliveries" label={t("nav.deliveries")} icon={<IconRocket size={16} stroke={1.5} />} state={pathname === "/release-calendar" ? "open" : within("/deliveries")} narrow={narrow} />
            </li>
          ) : null}
          <li>
            <NavPlace to="/approvals" label={t("nav.approvals")} icon={<IconChecks size={16} stroke={1.5} />} state={here("/approvals")} count={waiting} narrow={narrow} />
          </li>
          <li>
            <NavPlace to="/audit" label={t("nav.audit")} icon={<IconListCheck size={16} stroke={1.5} />} state={here("/audit")} narrow={narrow} />
          </li>
        </ul>
      </div>
      <div className="foot">
        {admin ? (
          <ul>
            <li>
              <NavPlace
                to="/builder"
                label={t("nav.builder")}
                icon={<IconAdjustmentsHorizontal size={16} stroke={1.5} />}
                state={pathname.startsWith("/builder") ? "here" : undefined}
                narrow={narrow}
              />
            </li>
          </ul>
        ) : null}
        <UserMenu narrow={narrow} />
      </div>
    </nav>
  );
}
