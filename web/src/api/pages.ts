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
