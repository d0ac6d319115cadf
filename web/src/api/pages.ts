import { call, path } from "./client";
import type { Page, SidebarItem } from "./types";

export async function listPages() {
  return (await call<{ pages: Page[] }>("/pages")).pages;
}

export async function createPage(page: Omit<Page, "identifier"> & { identifier?: string }) {
  const reply = await call<{ identifier?: string; page?: Page }>("/pages", { method: "POST", body: page });
  return reply.page?.identifier ?? reply.identifier ?? page.identifier ?? "";
}

export function patchPage(identifier: string, change: Partial<Page>) {
  return call(path`/pages/${identifier}`, { method: "PATCH", body: change });
}

export function deletePage(identifier: string) {
  return call(path`/pages/${identifier}`, { method: "DELETE" });
}

export async function readCatalogSidebar() {
  return (await call<{ sidebar: { items: SidebarItem[] } }>("/sidebars/catalog")).sidebar.items;
}

export type Folder = { title: string; parent: string | null; after: string | null };

export function createFolder(folder: Folder) {
  return call("/sidebars/catalog/folders", { method: "POST", body: folder });
}

/** Says everything about the folder: what is left away counts as nothing. */
export function replaceFolder(identifier: string, folder: Folder) {
  return call(path`/sidebars/catalog/folders/${identifier}`, { method: "PATCH", body: folder });
}

/** What was inside moves out. */
export function deleteFolder(identifier: string) {
  return call(path`/sidebars/catalog/folders/${identifier}`, { method: "DELETE" });
}
