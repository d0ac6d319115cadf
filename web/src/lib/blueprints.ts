import { queryOptions, useQuery } from "@tanstack/react-query";
import { countEntities, listBlueprints } from "@/api/blueprints";
import { listPages, readCatalogSidebar } from "@/api/pages";

export const blueprintsQuery = queryOptions({ queryKey: ["blueprints"], queryFn: listBlueprints, staleTime: 60_000 });
export const countsQuery = queryOptions({ queryKey: ["counts"], queryFn: countEntities, staleTime: 10_000 });
export const pagesQuery = queryOptions({ queryKey: ["pages"], queryFn: listPages, staleTime: 60_000 });
export const sidebarQuery = queryOptions({ queryKey: ["sidebar"], queryFn: readCatalogSidebar, staleTime: 60_000 });

export function useBlueprint(identifier: string) {
  const { data, isPending, error, refetch } = useQuery(blueprintsQuery);
  return { blueprint: data?.find((one) => one.identifier === identifier), isPending, error, retry: () => void refetch() };
}

export function titleOf(thing: { identifier: string; title?: string | null }): string {
  return thing.title || thing.identifier;
}

export function isSystem(blueprint: { identifier: string }): boolean {
  return blueprint.identifier.startsWith("_");
}

/** "service" reads well in "Create service", "API" and "CI job" stay as they are. */
export function inSentence(title: string): string {
  const first = title.split(" ")[0] ?? title;
  return first.length > 1 && first === first.toUpperCase() ? title : title.charAt(0).toLowerCase() + title.slice(1);
}
