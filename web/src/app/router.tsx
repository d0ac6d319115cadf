import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { maybeSignedIn, SignedOut } from "@/api/session";
import {
  actionSearch, apiSearch, approvalsSearch, auditSearch, cardSearch, entitySearch, importSearch, automationsSearch, insightsSearch, modelSearch, notificationsSearch, requestSearch, requestsSearch, findingsSearch, resourcesSearch, runSearch, signInSearch, simulationSearch, tableSearch,
} from "@/lib/search";
import { sessionQuery } from "@/lib/session";
import { takeToken } from "@/features/selfservice/approve/link";
import { repositoryRoutes } from "./repositoryRoutes";
import { BuilderFrame } from "./BuilderFrame";
import { deliveries, delivery, goldenPaths, releaseCalendar, valuesEdit } from "./deliveryRoutes";
import { inside, keepRoutes, root } from "./inside";
import { NotFound, PageError } from "./PageError";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("@/features/access/SignInPage"), "SignInPage"),
});

/** What links in messages lead to; whether that takes a sign-in is for the server to say. */
const approve = createRoute({
  getParentRoute: () => root,
  path: "/approve",
  beforeLoad: async ({ context, location }) => {
    if (takeToken(location.hash)) throw redirect({ to: "/approve", replace: true });
    if (!maybeSignedIn()) return;
    await context.client.ensureQueryData(sessionQuery).catch((error: unknown) => {
      if (!(error instanceof SignedOut)) throw error;
    });
  },
  component: lazyRouteComponent(() => import("@/features/selfservice/approve/ApprovePage"), "ApprovePage"),
});

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/home/HomePage"), "HomePage"),
});

const setup = createRoute({
  getParentRoute: () => inside,
  path: "/setup",
  component: lazyRouteComponent(() => import("@/features/setup/SetupPage"), "SetupPage"),
});

const catalog = createRoute({
  getParentRoute: () => inside,
  path: "/catalog",
  component: lazyRouteComponent(() => import("@/features/catalog/CatalogPage"), "CatalogPage"),
});

const table = createRoute({
  getParentRoute: () => inside,
  path: "/catalog/$blueprint",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("@/features/catalog/table/TablePage"), "TablePage"),
});

const entity = createRoute({
  getParentRoute: () => inside,
  path: "/catalog/$blueprint/$entity",
  validateSearch: entitySearch,
  component: lazyRouteComponent(() => import("@/features/catalog/entity/EntityPage"), "EntityPage"),
});

const selfService = createRoute({
  getParentRoute: () => inside,
  path: "/self-service",
  validateSearch: cardSearch,
  component: lazyRouteComponent(() => import("@/features/selfservice/SelfServicePage"), "SelfServicePage"),
});

const resourcesOfMine = createRoute({ getParentRoute: () => inside, path: "/resources", component: lazyRouteComponent(() => import("@/features/resources/ResourcesFrame"), "ResourcesFrame") });

const myResources = createRoute({
  getParentRoute: () => resourcesOfMine,
  path: "/",
  validateSearch: resourcesSearch,
  component: lazyRouteComponent(() => import("@/features/resources/MyResourcesPage"), "MyResourcesPage"),
});

const offers = createRoute({ getParentRoute: () => resourcesOfMine, path: "/offers", component: lazyRouteComponent(() => import("@/features/resources/OffersPage"), "OffersPage") });

const deleted = createRoute({ getParentRoute: () => resourcesOfMine, path: "/deleted", component: lazyRouteComponent(() => import("@/features/resources/DeletedPage"), "DeletedPage") });

const findings = createRoute({
  getParentRoute: () => resourcesOfMine,
  path: "/found/$server",
  validateSearch: findingsSearch,
  component: lazyRouteComponent(() => import("@/features/resources/FindingsPage"), "FindingsPage"),
});

const request = createRoute({
  getParentRoute: () => inside,
  path: "/self-service/$action",
  validateSearch: requestSearch,
  component: lazyRouteComponent(() => import("@/features/selfservice/request/RequestPage"), "RequestPage"),
});

const requests = createRoute({
  getParentRoute: () => inside,
  path: "/self-service/requests",
  validateSearch: requestsSearch,
  component: lazyRouteComponent(() => import("@/features/selfservice/runs/RequestsPage"), "RequestsPage"),
});

const run = createRoute({
  getParentRoute: () => inside,
  path: "/self-service/runs/$run",
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import("@/features/selfservice/runs/RunPage"), "RunPage"),
});

const notifications = createRoute({
  getParentRoute: () => inside,
  path: "/notifications",
  validateSearch: notificationsSearch,
  component: lazyRouteComponent(() => import("@/features/notifications/NotificationsPage"), "NotificationsPage"),
});

const approvals = createRoute({
  getParentRoute: () => inside,
  path: "/approvals",
  validateSearch: approvalsSearch,
  component: lazyRouteComponent(() => import("@/features/selfservice/runs/ApprovalsPage"), "ApprovalsPage"),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: "/audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("@/features/audit/AuditPage"), "AuditPage"),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: "/account",
  component: lazyRouteComponent(() => import("@/features/access/AccountPage"), "AccountPage"),
});

const api = createRoute({
  getParentRoute: () => inside,
  path: "/docs/api",
  validateSearch: apiSearch,
  component: lazyRouteComponent(() => import("@/features/docs/ApiPage"), "ApiPage"),
});

const builder = createRoute({ getParentRoute: () => inside, path: "/builder", component: BuilderFrame });

const model = createRoute({
  getParentRoute: () => builder,
  path: "/",
  validateSearch: modelSearch,
  component: lazyRouteComponent(() => import("@/features/builder/model/ModelPage"), "ModelPage"),
});

const blueprint = createRoute({
  getParentRoute: () => builder,
  path: "/blueprints/$blueprint",
  component: lazyRouteComponent(() => import("@/features/builder/blueprint/BlueprintPage"), "BlueprintPage"),
});

const permissions = createRoute({
  getParentRoute: () => builder,
  path: "/blueprints/$blueprint/permissions",
  component: lazyRouteComponent(() => import("@/features/builder/permissions/PermissionsPage"), "PermissionsPage"),
});

const imports = createRoute({
  getParentRoute: () => builder,
  path: "/import",
  validateSearch: importSearch,
  component: lazyRouteComponent(() => import("@/features/builder/import/ImportPage"), "ImportPage"),
});

const actions = createRoute({
  getParentRoute: () => builder,
  path: "/actions",
  component: lazyRouteComponent(() => import("@/features/builder/actions/ActionsPage"), "ActionsPage"),
});

const action = createRoute({
  getParentRoute: () => builder,
  path: "/actions/$action",
  validateSearch: actionSearch,
  component: lazyRouteComponent(() => import("@/features/builder/actions/ActionEditorPage"), "ActionEditorPage"),
});

const workflows = createRoute({
  getParentRoute: () => builder,
  path: "/workflows",
  component: lazyRouteComponent(() => import("@/features/builder/workflows/WorkflowsPage"), "WorkflowsPage"),
});

const workflow = createRoute({
  getParentRoute: () => builder,
  path: "/workflows/$workflow",
  component: lazyRouteComponent(() => import("@/features/builder/workflows/WorkflowPage"), "WorkflowPage"),
});

const automations = createRoute({
  getParentRoute: () => builder,
  path: "/automations",
  validateSearch: automationsSearch,
  component: lazyRouteComponent(() => import("@/features/builder/automations/AutomationsPage"), "AutomationsPage"),
});

const rules = createRoute({
  getParentRoute: () => builder,
  path: "/policy",
  component: lazyRouteComponent(() => import("@/features/builder/policy/RulesPage"), "RulesPage"),
});

const rule = createRoute({
  getParentRoute: () => builder,
  path: "/policy/$rule",
  component: lazyRouteComponent(() => import("@/features/builder/policy/RulePage"), "RulePage"),
});

const simulation = createRoute({
  getParentRoute: () => builder,
  path: "/policy/simulate",
  validateSearch: simulationSearch,
  component: lazyRouteComponent(() => import("@/features/builder/policy/SimulationPage"), "SimulationPage"),
});

const insights = createRoute({
  getParentRoute: () => builder,
  path: "/insights",
  validateSearch: insightsSearch,
  component: lazyRouteComponent(() => import("@/features/builder/insights/InsightsPage"), "InsightsPage"),
});

const resources = createRoute({
  getParentRoute: () => builder,
  path: "/resources",
  component: lazyRouteComponent(() => import("@/features/builder/resources/ResourcesFrame"), "ResourcesFrame"),
});

const allResources = createRoute({
  getParentRoute: () => resources,
  path: "/",
  validateSearch: resourcesSearch,
  component: lazyRouteComponent(() => import("@/features/builder/resources/AllResourcesPage"), "AllResourcesPage"),
});

const servers = createRoute({
  getParentRoute: () => resources,
  path: "/servers",
  component: lazyRouteComponent(() => import("@/features/builder/resources/ServersPage"), "ServersPage"),
});

const types = createRoute({
  getParentRoute: () => resources,
  path: "/types",
  component: lazyRouteComponent(() => import("@/features/builder/resources/TypesPage"), "TypesPage"),
});

const type = createRoute({
  getParentRoute: () => resources,
  path: "/types/$type",
  component: lazyRouteComponent(() => import("@/features/builder/resources/type/TypePage"), "TypePage"),
});

const prices = createRoute({
  getParentRoute: () => resources,
  path: "/prices",
  component: lazyRouteComponent(() => import("@/features/builder/resources/PricesPage"), "PricesPage"),
});

const environments = createRoute({
  getParentRoute: () => builder,
  path: "/environments",
  component: lazyRouteComponent(() => import("@/features/builder/environments/EnvironmentsPage"), "EnvironmentsPage"),
});

const users = createRoute({
  getParentRoute: () => builder,
  path: "/users",
  component: lazyRouteComponent(() => import("@/features/access/UsersPage"), "UsersPage"),
});

const teams = createRoute({
  getParentRoute: () => builder,
  path: "/teams",
  component: lazyRouteComponent(() => import("@/features/access/TeamsPage"), "TeamsPage"),
});

const credentials = createRoute({
  getParentRoute: () => builder,
  path: "/credentials",
  component: lazyRouteComponent(() => import("@/features/access/CredentialsPage"), "CredentialsPage"),
});

const secrets = createRoute({
  getParentRoute: () => builder,
  path: "/secrets",
  component: lazyRouteComponent(() => import("@/features/access/SecretsPage"), "SecretsPage"),
});

const networks = createRoute({ getParentRoute: () => builder, path: "/networks", component: lazyRouteComponent(() => import("@/features/access/NetworksPage"), "NetworksPage") });

const gitHosts = createRoute({ getParentRoute: () => builder, path: "/git-hosts", component: lazyRouteComponent(() => import("@/features/builder/hosts/GitHostsPage"), "GitHostsPage") });

const registries = createRoute({ getParentRoute: () => builder, path: "/image-registries", component: lazyRouteComponent(() => import("@/features/builder/registries/RegistriesPage"), "RegistriesPage") });

const externalRepositories = createRoute({ getParentRoute: () => builder, path: "/git-hosts/$host", component: lazyRouteComponent(() => import("@/features/builder/hosts/ExternalRepositoriesPage"), "ExternalRepositoriesPage") });

const jobs = createRoute({
  getParentRoute: () => builder,
  path: "/jobs",
  component: lazyRouteComponent(() => import("@/features/access/JobsPage"), "JobsPage"),
});

const organization = createRoute({ getParentRoute: () => builder, path: "/organization", component: lazyRouteComponent(() => import("@/features/access/OrganizationPage"), "OrganizationPage") });

/** An address that nothing answers to keeps the navigation. */
const nowhere = createRoute({ getParentRoute: () => inside, path: "$", component: NotFound });

const tree = root.addChildren([
  signIn,
  approve,
  inside.addChildren([
    home,
    setup,
    catalog,
    table,
    entity,
    selfService,
    resourcesOfMine.addChildren([myResources, offers, deleted, findings]),
    deliveries,
    delivery,
    valuesEdit,
    releaseCalendar,
    goldenPaths,
    request,
    requests,
    run,
    approvals,
    notifications,
    audit,
    account,
    api,
    ...repositoryRoutes(inside), nowhere,
    builder.addChildren([model, blueprint, permissions, imports, actions, action, workflows, workflow, automations, rules, simulation, rule, insights, resources.addChildren([allResources, servers, types, type, prices]), environments, gitHosts, externalRepositories, registries, users, teams, credentials, secrets, networks, jobs, organization]),
  ]),
]);

export function makeRouter(client: QueryClient) {
  const router = createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: "intent",
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
  keepRoutes(router);
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
