import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import type { AnyRoute } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { maybeSignedIn, SignedOut } from "@/api/session";
import { blueprintsQuery, countsQuery, pagesQuery, sidebarQuery } from "@/lib/blueprints";
import { entityQuery, relatedQuery } from "@/lib/entity";
import { latestQuery } from "@/lib/latest";
import { sessionQuery } from "@/lib/session";
import { NotFound, PageError } from "./PageError";
import { Shell } from "./Shell";

export const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound, errorComponent: PageError });

let made: { routesById: Record<string, AnyRoute> } | undefined;

/** Whose pages are fetched ahead. */
export function keepRoutes(router: { routesById: Record<string, AnyRoute> }) {
  made = router;
}

/** What the page will need is fetched beside the session, not after it. */
function fetchAhead(client: QueryClient, matches: { routeId: string; params: { [name: string]: string | undefined } }[]) {
  if (client.getQueryData(sessionQuery.queryKey) || !maybeSignedIn()) return;
  void client.prefetchQuery(blueprintsQuery);
  void client.prefetchQuery(pagesQuery);
  void client.prefetchQuery(sidebarQuery);
  void client.prefetchQuery(countsQuery);
  for (const { routeId, params } of matches) {
    void made?.routesById[routeId]?.options.component?.preload?.();
    if (routeId === "/inside/") void client.prefetchQuery(latestQuery);
    const { blueprint: of, entity: one } = params;
    if (routeId !== "/inside/catalog/$blueprint/$entity" || !of || !one) continue;
    void client.prefetchQuery(entityQuery(of, one));
    void client.prefetchQuery(relatedQuery(of, one));
  }
}

/** Everything behind the sign-in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  beforeLoad: async ({ context, location, matches }) => {
    try {
      const session = context.client.ensureQueryData(sessionQuery);
      fetchAhead(context.client, matches);
      await session;
    } catch (error) {
      if (!(error instanceof SignedOut)) throw error;
      throw redirect({ to: "/sign-in", search: { next: location.href === "/" ? undefined : location.href } });
    }
  },
});
