import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { AnyRoute } from "@tanstack/react-router";
import { branchesSearch, changeRequestSearch, changeRequestsSearch, commitsSearch, diffSearch, filesSearch, openRequestsSearch, repositoriesSearch, webhooksSearch } from "@/features/repositories/search";

/** Repositories and change requests, behind the sign-in. */
export function repositoryRoutes<Inside extends AnyRoute>(inside: Inside) {
  const repositories = createRoute({
    getParentRoute: () => inside,
    path: "/repositories",
    validateSearch: repositoriesSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/RepositoriesPage"), "RepositoriesPage"),
  });
  const openRequests = createRoute({
    getParentRoute: () => inside,
    path: "/change-requests",
    validateSearch: openRequestsSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/requests/OpenRequestsPage"), "OpenRequestsPage"),
  });
  const external = createRoute({
    getParentRoute: () => inside,
    path: "/external-repositories/$id",
    component: lazyRouteComponent(() => import("@/features/repositories/ExternalRepositoryPage"), "ExternalRepositoryPage"),
  });
  const repository = createRoute({
    getParentRoute: () => inside,
    path: "/repositories/$owner/$name",
    component: lazyRouteComponent(() => import("@/features/repositories/RepositoryFrame"), "RepositoryFrame"),
  });
  const files = createRoute({
    getParentRoute: () => repository,
    path: "/",
    validateSearch: filesSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/FilesPage"), "FilesPage"),
  });
  const commits = createRoute({
    getParentRoute: () => repository,
    path: "/commits",
    validateSearch: commitsSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/CommitsPage"), "CommitsPage"),
  });
  const branches = createRoute({
    getParentRoute: () => repository,
    path: "/branches",
    validateSearch: branchesSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/BranchesPage"), "BranchesPage"),
  });
  const changeRequests = createRoute({
    getParentRoute: () => repository,
    path: "/change-requests",
    validateSearch: changeRequestsSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/requests/ChangeRequestsPage"), "ChangeRequestsPage"),
  });
  const pipelines = createRoute({
    getParentRoute: () => repository,
    path: "/pipelines",
    component: lazyRouteComponent(() => import("@/features/repositories/pipelines/PipelinesPage"), "PipelinesPage"),
  });
  const goldenPath = createRoute({
    getParentRoute: () => repository,
    path: "/golden-path",
    component: lazyRouteComponent(() => import("@/features/repositories/GoldenPathPage"), "GoldenPathPage"),
  });
  const settings = createRoute({
    getParentRoute: () => repository,
    path: "/settings",
    component: lazyRouteComponent(() => import("@/features/repositories/SettingsPage"), "SettingsPage"),
  });
  const webhooks = createRoute({
    getParentRoute: () => repository,
    path: "/settings/webhooks",
    validateSearch: webhooksSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/WebhooksPage"), "WebhooksPage"),
  });
  const commit = createRoute({
    getParentRoute: () => inside,
    path: "/repositories/$owner/$name/commits/$commit",
    validateSearch: diffSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/CommitPage"), "CommitPage"),
  });
  const pipeline = createRoute({
    getParentRoute: () => inside,
    path: "/repositories/$owner/$name/pipelines/$pipeline",
    component: lazyRouteComponent(() => import("@/features/repositories/pipelines/PipelinePage"), "PipelinePage"),
  });
  const changeRequest = createRoute({
    getParentRoute: () => inside,
    path: "/repositories/$owner/$name/change-requests/$number",
    validateSearch: changeRequestSearch,
    component: lazyRouteComponent(() => import("@/features/repositories/requests/ChangeRequestPage"), "ChangeRequestPage"),
  });
  return [repositories, openRequests, external, commit, changeRequest, pipeline, repository.addChildren([files, commits, branches, changeRequests, pipelines, goldenPath, settings, webhooks])] as const;
}
