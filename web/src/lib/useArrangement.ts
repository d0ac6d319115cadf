import { useQueryClient } from "@tanstack/react-query";
import { createFolder, deleteFolder, patchPage, replaceFolder } from "@/api/pages";
import type { Page } from "@/api/types";
import { sayError } from "@/components/toast";
import { pagesQuery, sidebarQuery } from "./blueprints";
import { placements, useCatalogTree } from "./catalogTree";
import type { CatalogFolder, CatalogLeaf } from "./catalogTree";

export type Arrangement = ReturnType<typeof useArrangement>;

const without = <T extends { identifier: string }>(things: T[], gone: T) => things.filter((thing) => thing.identifier !== gone.identifier);

/** Changes to the navigation of the catalog: folders, their order, and which page stands where. */
export function useArrangement() {
  const client = useQueryClient();
  const { tree } = useCatalogTree();
  const folders = tree.filter((node) => node.kind === "folder");
  const loose = tree.filter((node) => node.kind === "page");
  const folderOf = (leaf: CatalogLeaf) => folders.find((folder) => folder.children.some((one) => one.identifier === leaf.identifier));
  const pagesIn = (folder: CatalogFolder | undefined) => folder?.children ?? loose;

  const apply = async (changes: (() => Promise<unknown>)[]) => {
    for (const change of changes) await change();
    await Promise.all([pagesQuery, sidebarQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
  };
  const attempt = (changes: (() => Promise<unknown>)[]) => void apply(changes).catch(sayError);
  const page = (identifier: string, change: Partial<Page>) => () => patchPage(identifier, change);
  const follow = (order: CatalogLeaf[]) => placements(order).map(({ thing, after }) => page(thing.identifier, { after }));

  /** Puts a page into a folder, or outside of all, before another one or at the end. */
  const movePage = (leaf: CatalogLeaf, folder: CatalogFolder | undefined, before?: CatalogLeaf) => {
    const from = folderOf(leaf);
    const rest = without(pagesIn(folder), leaf);
    const at = before ? rest.findIndex((one) => one.identifier === before.identifier) : rest.length;
    const order = [...rest.slice(0, at), leaf, ...rest.slice(at)];
    const left = from?.identifier === folder?.identifier ? [] : follow(without(pagesIn(from), leaf));
    const moved = page(leaf.identifier, { parent: folder?.identifier ?? null, after: order[at - 1]?.identifier ?? null });
    const others = placements(order).filter(({ thing }) => thing.identifier !== leaf.identifier);
    attempt([...left, moved, ...others.map(({ thing, after }) => page(thing.identifier, { after }))]);
  };
  const shift = <T,>(things: T[], at: number, by: -1 | 1) => {
    const order = [...things];
    const [moved] = order.splice(at, 1);
    if (moved) order.splice(at + by, 0, moved);
    return order;
  };
  const placeOf = (leaf: CatalogLeaf) => pagesIn(folderOf(leaf)).findIndex((one) => one.identifier === leaf.identifier);
  const say = (folder: CatalogFolder, change: { title?: string; after?: string | null }) => () =>
    replaceFolder(folder.identifier, { title: folder.title, parent: folder.parent, after: folder.after, ...change });

  return {
    folders,
    folderOf,
    movePage,
    canShiftPage: (leaf: CatalogLeaf, by: -1 | 1) => placeOf(leaf) + by >= 0 && placeOf(leaf) + by < pagesIn(folderOf(leaf)).length,
    shiftPage: (leaf: CatalogLeaf, by: -1 | 1) => attempt(follow(shift(pagesIn(folderOf(leaf)), placeOf(leaf), by))),
    renamePage: (leaf: CatalogLeaf, title: string) => apply([page(leaf.identifier, { title })]),
    addFolder: (title: string) => apply([() => createFolder({ title, parent: null, after: folders[folders.length - 1]?.identifier ?? null })]),
    renameFolder: (folder: CatalogFolder, title: string) => apply([say(folder, { title })]),
    canShiftFolder: (folder: CatalogFolder, by: -1 | 1) => folders[folders.indexOf(folder) + by] !== undefined,
    shiftFolder: (folder: CatalogFolder, by: -1 | 1) => attempt(placements(shift(folders, folders.indexOf(folder), by)).map(({ thing, after }) => say(thing, { after }))),
    removeFolder: (folder: CatalogFolder) => attempt([() => deleteFolder(folder.identifier)]),
  };
}
