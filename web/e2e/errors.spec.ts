import { expect, openApi, removeShop, seedShop, shop, signIn, test, violations } from "./support";
import type { Api } from "./support";

let api: Api;

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await seedShop(api, 0);
});

test.afterAll(async () => {
  await removeShop(api);
  await api.context.dispose();
});

const pages = ["/", "/catalog", `/catalog/${shop}`, `/catalog/${shop}/checkout`, "/audit", "/account", "/builder", `/builder/blueprints/${shop}`, `/builder/blueprints/${shop}/permissions`, "/builder/users", "/builder/jobs", "/builder/organization"];

test("a page that cannot read its data says so, waits for nothing, and offers to try again", async ({ page, watch }) => {
  test.setTimeout(180_000);
  watch.allow(/503 /);
  await signIn(page, "/docs/api");
  await page.route(/\/v1\/(?!auth\/)/, (route) => route.fulfill({ status: 503, json: { ok: false, error: "unavailable" } }));
  for (const address of pages) {
    await page.goto(address);
    await expect(page.getByRole("alert").first(), address).toContainText("The server answered with status 503", { timeout: 15_000 });
    await expect(page.getByRole("button", { name: "Try again" }).first(), address).toBeVisible();
    await expect(page.locator("main [aria-busy=true]"), address).toHaveCount(0);
    expect.soft(await violations(page), address).toEqual([]);
  }
  await page.goto(`/catalog/${shop}/checkout`);
  const again = page.locator("main").getByRole("button", { name: "Try again" }).first();
  await expect(again).toBeVisible({ timeout: 15_000 });
  await page.unroute(/\/v1\/(?!auth\/)/);
  await again.click();
  await expect(page.getByRole("heading", { level: 1, name: "checkout" })).toBeVisible();
});
