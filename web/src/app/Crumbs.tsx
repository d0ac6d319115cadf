import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readExternalRepository } from "@/api/gitHosts";
import { readRule } from "@/api/policy";
import { listFound } from "@/api/resources";
import { readAction, readRun } from "@/api/selfservice";
import { readWorkflow } from "@/api/workflows";
import { titleOf, useBlueprint } from "@/lib/blueprints";
import { useCatalogTree, leavesIn } from "@/lib/catalogTree";
import { entityQuery } from "@/lib/entity";
import { titleOfRun } from "@/lib/runs";
import { useSession } from "@/lib/session";
import { builderSections } from "./BuilderFrame";

type Crumb = { label: string; to?: string };

function useTrail(): Crumb[] {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const params = useParams({ strict: false });
  // The page reads what it shows; the path only listens for its title.
  const { data: entity } = useQuery({ ...entityQuery(params.blueprint ?? "", params.entity ?? ""), enabled: false });
  const { blueprint } = useBlueprint(params.blueprint ?? "");
  const { data: action } = useQuery({ queryKey: ["action", params.action], queryFn: () => readAction(params.action ?? ""), enabled: false });
  const { data: run } = useQuery({ queryKey: ["runs", "one", params.run], queryFn: () => readRun(params.run ?? ""), enabled: false });
  const { data: rule } = useQuery({ queryKey: ["rules", "one", params.rule], queryFn: () => readRule(params.rule ?? ""), enabled: false });
  const { data: workflow } = useQuery({ queryKey: ["workflow", params.workflow], queryFn: () => readWorkflow(params.workflow ?? ""), enabled: false });
  const { data: found } = useQuery({ queryKey: ["findings"], queryFn: listFound, enabled: false });
  const { data: outside } = useQuery({ queryKey: ["external-repositories", "one", params.id], queryFn: () => readExternalRepository(params.id ?? ""), enabled: false });
  const { tree } = useCatalogTree();
  const leaf = leavesIn(tree).find((one) => one.blueprint === params.blueprint);
  const blueprintTitle = leaf?.title ?? (blueprint ? titleOf(blueprint) : params.blueprint) ?? "";
  if (pathname.startsWith("/catalog")) {
    const trail: Crumb[] = [{ label: t("nav.catalog"), to: "/catalog" }];
    if (params.blueprint) trail.push({ label: blueprintTitle, to: `/catalog/${encodeURIComponent(params.blueprint)}` });
    if (params.entity) trail.push({ label: entity?.title || params.entity });
    return trail;
  }
  if (pathname.startsWith("/builder")) {
    const section = builderSections.find(({ to }) => to !== "/builder" && pathname.startsWith(to)) ?? builderSections[0]!;
    const trail: Crumb[] = [{ label: t("nav.builder"), to: "/builder" }, { label: t(`builder.sections.${section.key}`), to: section.to }];
    if (params.blueprint) trail.push({ label: blueprint ? titleOf(blueprint) : params.blueprint });
    if (params.host) trail.push({ label: params.host });
    const part = params.action ?? params.rule ?? params.workflow;
    const known = params.action ? action : params.rule ? rule : workflow;
    if (part) trail.push({ label: part === "new" ? t(params.rule ? "policy.newRule" : params.workflow ? "workflows.newWorkflow" : "actions.newAction") : known ? titleOf(known) : part });
    if (pathname.startsWith("/builder/policy/simulate")) trail.push({ label: t("simulation.title") });
    return trail;
  }
  if (pathname.startsWith("/self-service")) {
    const trail: Crumb[] = [{ label: t("nav.selfService"), to: "/self-service" }];
    if (pathname.includes("/runs/")) trail.push({ label: t("requests.title"), to: "/self-service/requests" }, { label: run ? titleOfRun(run) : (params.run ?? "") });
    else if (pathname.endsWith("/requests")) trail.push({ label: t("requests.title") });
    else if (params.action) trail.push({ label: action ? titleOf(action) : params.action });
    return trail;
  }
  if (pathname.startsWith("/resources")) {
    const trail: Crumb[] = [{ label: t("nav.resources"), to: "/resources" }];
    if (pathname.startsWith("/resources/offers")) trail.push({ label: t("offers.title") });
    else if (pathname.startsWith("/resources/deleted")) trail.push({ label: t("deleted.title") });
    else if (params.server) trail.push({ label: t("offers.title"), to: "/resources/offers" }, { label: found?.find((one) => one.server === params.server)?.title ?? params.server });
    return trail;
  }
  if (pathname === "/release-calendar") return [{ label: t("nav.deliveries"), to: "/deliveries" }, { label: t("calendar.title") }];
  if (pathname.startsWith("/deliveries")) {
    const trail: Crumb[] = [{ label: t("nav.deliveries"), to: "/deliveries" }];
    if (params.service) trail.push({ label: params.service });
    return trail;
  }
  if (pathname.startsWith("/repositories")) {
    const trail: Crumb[] = [{ label: t("nav.repositories"), to: "/repositories" }];
    if (!params.owner || !params.name) return trail;
    const base = `/repositories/${encodeURIComponent(params.owner)}/${params.name}`;
    trail.push({ label: `${params.owner}/${params.name}`, to: base });
    if (params.commit) trail.push({ label: t("repositories.tabs.commits"), to: `${base}/commits` }, { label: params.commit.slice(0, 10) });
    if (params.number) trail.push({ label: t("changeRequests.title"), to: `${base}/change-requests` }, { label: `#${params.number}` });
    return trail;
  }
  if (params.id && pathname.startsWith("/external-repositories")) return [{ label: t("nav.repositories"), to: "/repositories" }, { label: outside ? outside.name : t("repositories.outside") }];
  if (pathname === "/golden-paths") return [{ label: t("goldenPaths.title") }];
  if (pathname === "/change-requests") return [{ label: t("nav.repositories"), to: "/repositories" }, { label: t("changeRequests.title") }];
  if (pathname === "/approvals") return [{ label: t("nav.approvals") }];
  if (pathname === "/notifications") return [{ label: t("notifications.title") }];
  if (pathname === "/audit") return [{ label: t("nav.audit") }];
  if (pathname === "/docs/api") return [{ label: t("api.title") }];
  if (pathname === "/account") return [{ label: t("account.title") }];
  if (pathname === "/setup") return [{ label: t("setup.crumb") }];
  return [{ label: pathname === "/" ? t("nav.home") : t("error.notFoundTitle") }];
}

export function Crumbs() {
  const { t } = useTranslation();
  const { organization } = useSession();
  const trail: Crumb[] = [{ label: organization.name, to: "/" }, ...useTrail()];
  return (
    <nav className="crumbs" aria-label={t("nav.path")}>
      <ol>
        {trail.map((crumb, index) => {
          const last = index === trail.length - 1;
          return (
            <li key={`${index}-${crumb.label}`} style={last ? { minWidth: 0 } : { flex: "none" }}>
              {index > 0 ? <IconChevronRight size={14} stroke={1.5} aria-hidden="true" /> : null}
              {last || !crumb.to ? (
                <span className="cut" aria-current={last ? "page" : undefined}>
                  {crumb.label}
                </span>
              ) : (
                <Link to={crumb.to} activeOptions={{ exact: true }}>{crumb.label}</Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
