import { expect, openApi, record, removeShop, seedShop, shop, signIn, test, violations } from "./support";
import type { Api } from "./support";
import type { Page } from "@playwright/test";

let api: Api;

async function removeFolders() {
  const { sidebar } = await api.call<{ sidebar: { items: { identifier: string; title: string; sidebarType: string }[] } }>("GET", "/v1/sidebars/catalog");
  for (const item of sidebar.items) {
    if (item.sidebarType === "folder" && item.title.startsWith("E2E")) await api.call("DELETE", `/v1/sidebars/catalog/folders/${item.identifier}`);
  }
}

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await removeFolders();
  await seedShop(api, 0);
});

test.afterAll(async () => {
  await removeFolders();
  await removeShop(api);
  await api.context.dispose();
});

async function arrange(page: Page, what: string, action: string) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: `Arrange ${what}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

const linksIn = (page: Page, folder: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("listitem").filter({ has: page.getByRole("button", { name: folder, exact: true }) }).last().getByRole("link");

test("makes, fills, renames and deletes a folder", async ({ page }) => {
  await signIn(page, `/catalog/${shop}`);
  const navigation = page.getByRole("navigation", { name: "Main" });
  await navigation.getByRole("link", { name: "Catalog", exact: true }).hover();
  await navigation.getByRole("button", { name: "New folder" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("E2E Harbour");
  await page.getByRole("dialog").getByRole("button", { name: "Create folder" }).click();
  const folder = navigation.getByRole("button", { name: "E2E Harbour", exact: true });
  await expect(folder).toBeVisible();
  await arrange(page, "Shop services", "Move to E2E Harbour");
  await arrange(page, "Records", "Move to E2E Harbour");
  const inside = linksIn(page, "E2E Harbour");
  await expect(inside).toHaveText([/Shop services/, /Records/]);
  await arrange(page, "Records", "Move up");
  await expect(inside).toHaveText([/Records/, /Shop services/]);
  await page.reload();
  await expect(inside).toHaveText([/Records/, /Shop services/]);
  await arrange(page, "E2E Harbour", "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill("E2E Quay");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(navigation.getByRole("button", { name: "E2E Quay", exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await arrange(page, "Records", "Move out of E2E Quay");
  await expect(linksIn(page, "E2E Quay")).toHaveCount(1);
  await arrange(page, "E2E Quay", "Delete folder");
  await expect(navigation.getByRole("button", { name: "E2E Quay", exact: true })).toHaveCount(0);
  await expect(navigation.getByRole("link", { name: /Shop services/ })).toBeVisible();
});

test("names a page, and moves it by dragging", async ({ page }) => {
  await api.call("POST", "/v1/sidebars/catalog/folders", { identifier: "e2e_drag", title: "E2E Drag" });
  await signIn(page, `/catalog/${shop}`);
  const navigation = page.getByRole("navigation", { name: "Main" });
  await arrange(page, "Records", "Rename");
  await page.getByRole("dialog").getByLabel("Name").fill("Vinyl");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  const link = navigation.getByRole("link", { name: /Vinyl/ });
  await expect(link).toBeVisible();
  await link.dragTo(navigation.getByRole("button", { name: "E2E Drag", exact: true }));
  await expect(linksIn(page, "E2E Drag")).toHaveText([/Vinyl/]);
  await page.goto(`/catalog/${record}`);
  await expect(page.getByRole("heading", { level: 1, name: "Vinyl" })).toBeVisible();
});
