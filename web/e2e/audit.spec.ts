import { expect, openApi, removeShop, seedShop, shop, signIn, test, violations } from "./support";
import type { Api } from "./support";

let api: Api;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 0);
});

test.afterAll(async () => {
  await removeShop(api);
  await api.context.dispose();
});

test("opens a change with both sides, and keeps it in the address", async ({ page }) => {
  await signIn(page, "/audit?action=CREATE");
  await page.locator("tbody tr").first().click();
  await expect(page.getByRole("dialog", { name: "Change" })).toContainText("After");
  await expect(page).toHaveURL(/open=/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/open=/);
});

test("filters by kind, blueprint, action, person, way and time, all in the address", async ({ page }) => {
  await api.call("PATCH", `/v1/blueprints/${shop}/entities/order`, { properties: { replicas: 5 } });
  await signIn(page, `/audit?blueprint=${shop}`);
  const rows = page.locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  const choose = async (label: string, option: string) => {
    await page.getByRole("combobox", { name: label, exact: true }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  await choose("Kind", "Entities");
  await choose("Action", "Changed");
  await choose("By", process.env["FAIRWAY_E2E_EMAIL"] ?? "admin@fairway.local");
  await choose("Any time", "Last hour");
  await expect(rows.first()).toContainText("order");
  await choose("Through", "UI");
  await expect(page).toHaveURL(/origin=UI/);
  await expect(rows.first()).toContainText("order");
  await choose("Through", "API");
  await expect(page.getByText("No change matches")).toBeVisible();
  await page.reload();
  await expect(page.getByText("No change matches")).toBeVisible();
  await page.goto(`/audit?blueprint=${shop}`);
  await choose("Any time", "From … to …");
  await page.getByLabel("To", { exact: true }).fill("2020-01-01T00:00");
  await expect(page.getByText("No change matches")).toBeVisible();
  await page.getByLabel("To", { exact: true }).fill("");
  await page.getByLabel("From", { exact: true }).fill("2020-01-01T00:00");
  await expect(rows.first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("hears of changes as they happen, and shows them when asked", async ({ page }) => {
  await signIn(page, `/audit?blueprint=${shop}&action=UPDATE`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await api.call("PATCH", `/v1/blueprints/${shop}/entities/currency`, { properties: { replicas: 31 } });
  await page.getByRole("button", { name: "1 change, show it" }).click();
  await expect(page.locator("tbody tr").first()).toContainText("currency");
  await expect(page.locator("tbody tr").first()).toContainText("replicas");
  await expect(page.getByText(/^Live, updated/)).toBeVisible();
});
