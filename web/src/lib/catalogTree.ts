import { useQuery } from "@tanstack/react-query";
import type { Blueprint, Page, SidebarItem } from "@/api/types";
import { useTranslation } from "react-i18next";
import { blueprintsQuery, inSentence, isSystem, pagesQuery, sidebarQuery, titleOf } from "./blueprints";
import { counted, pluralOf } from "./plural";

export type CatalogLeaf = { kind: "page"; identifier: string; blueprint: string; title: string; icon?: string | null; after: string | null };
export type CatalogFolder = { kind: "folder"; identifier: string; title: string; children: CatalogLeaf[]; after: string | null; parent: string | null };
export type CatalogNode = CatalogLeaf | CatalogFolder;

type Placed = { identifier: string; after?: string | null };

/** Puts things behind what their `after` names; those that name nothing come first, in the given order. */
export function inOrder<T extends Placed>(things: T[]): T[] {
  const present = new Set(things.map((thing) => thing.identifier));
  const ordered: T[] = [];
  const place = (thing: T) => {
    if (ordered.includes(thing)) return;
    ordered.push(thing);
    things.filter((other) => other.after === thing.identifier).forEach(place);
  };
  things.filter((thing) => !thing.after || !present.has(thing.after)).forEach(place);
  things.forEach(place);
  return ordered;
}

/** The page of a blueprint is the one that no other page of the same blueprint is the parent of. */
export function isBlueprintPage(page: Page, pages: Page[]): boolean {
  if (page.type !== "blueprint-entities" || !page.blueprint) return false;
  const parent = pages.find((other) => other.identifier === page.parent);
  return !parent || parent.type !== "blueprint-entities";
}

/** A page that was given a name of its own keeps it; the others are called by the plural of their blueprint. */
function headingOf(page: Page, blueprint: Blueprint | undefined): string {
  const given = page.title;
  if (given && given !== page.blueprint && given !== blueprint?.title) return given;
  return pluralOf(blueprint ? titleOf(blueprint) : page.blueprint!);
}

export function buildCatalogTree(blueprints: Blueprint[], pages: Page[], sidebar: SidebarItem[]): CatalogNode[] {
  const known = new Map(blueprints.map((blueprint) => [blueprint.identifier, blueprint]));
  const own = pages.filter((page) => isBlueprintPage(page, pages) && known.has(page.blueprint!));
  const listed = new Set(own.map((page) => page.blueprint));
  const unlisted = blueprints
    .filter((blueprint) => !isSystem(blueprint) && !listed.has(blueprint.identifier))
    .map((blueprint): Page => ({ identifier: blueprint.identifier, type: "blueprint-entities", blueprint: blueprint.identifier }));
  const shown = [...own.filter((page) => !isSystem({ identifier: page.blueprint! })), ...unlisted];
  const folders = sidebar.filter((item) => item.sidebarType === "folder");
  const folderIds = new Set(folders.map((folder) => folder.identifier));
  const leaf = (page: Page): CatalogLeaf => {
    const blueprint = known.get(page.blueprint!);
    return {
      kind: "page",
      identifier: page.identifier,
      blueprint: page.blueprint!,
      title: headingOf(page, blueprint),
      icon: page.icon ?? blueprint?.icon ?? null,
      after: page.after ?? null,
    };
  };
  const leavesOf = (parent: string | null) =>
    inOrder(shown.filter((page) => (page.parent && folderIds.has(page.parent) ? page.parent : null) === parent)).map(leaf);
  const folderNodes = inOrder(folders).map(
    (folder): CatalogFolder => ({
      kind: "folder",
      identifier: folder.identifier,
      title: titleOf(folder),
      children: leavesOf(folder.identifier),
      after: folder.after ?? null,
      parent: folder.parent ?? null,
    }),
  );
  return [...leavesOf(null), ...folderNodes];
}

export function useCatalogTree(): { tree: CatalogNode[]; isPending: boolean; error: Error | null; retry: () => void } {
  useTranslation();
  const blueprints = useQuery(blueprintsQuery);
  const pages = useQuery(pagesQuery);
  const sidebar = useQuery(sidebarQuery);
  const { isPending, error } = blueprints;
  const retry = () => [blueprints, pages, sidebar].filter((one) => one.isError).forEach((one) => void one.refetch());
  return { tree: blueprints.data ? buildCatalogTree(blueprints.data, pages.data ?? [], sidebar.data ?? []) : [], isPending, error, retry };
}

/** What has to be said anew so that things stand in the given order. */
export function placements<T extends Placed>(order: T[]): { thing: T; after: string | null }[] {
  return order.flatMap((thing, index) => {
    const after = order[index - 1]?.identifier ?? null;
    return (thing.after ?? null) === after ? [] : [{ thing, after }];
  });
}

export function leavesIn(tree: CatalogNode[]): CatalogLeaf[] {
  return tree.flatMap((node) => (node.kind === "folder" ? node.children : [node]));
}

/** What the entities of a blueprint are called: as a heading, and in a sentence for a number of them. */
export function useNouns(blueprint: Blueprint): { heading: string; one: string; many: string; of: (count: number) => string } {
  const { tree } = useCatalogTree();
  const heading = leavesIn(tree).find((leaf) => leaf.blueprint === blueprint.identifier)?.title ?? pluralOf(titleOf(blueprint));
  const one = inSentence(titleOf(blueprint));
  const many = inSentence(heading);
  return { heading, one, many, of: (count) => counted(count, one, many) };
}
