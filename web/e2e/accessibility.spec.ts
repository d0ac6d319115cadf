import { expect, openApi, overflow, removeShop, seedShop, shop, signIn, test, violations } from "./support";
import type { Api } from "./support";

let api: Api;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 60);
});

test.afterAll(async () => {
  await removeShop(api);
  await api.context.dispose();
});

const pages = [
  "/catalog",
  `/catalog/${shop}`,
  `/catalog/${shop}?group=health`,
  `/catalog/${shop}?show=graph`,
  `/catalog/${shop}?create=true`,
  `/catalog/${shop}/checkout`,
  `/catalog/${shop}/checkout?tab=related`,
  `/catalog/${shop}/checkout?tab=audit`,
  `/catalog/${shop}/checkout?tab=readme`,
  "/",
  "/setup",
  "/audit",
  "/account",
  "/docs/api?open=jobList",
  "/nowhere",
  "/builder",
  `/builder/blueprints/${shop}`,
  `/builder/blueprints/${shop}/permissions`,
  "/builder/import",
  "/builder/users",
  "/builder/teams",
  "/builder/credentials",
  "/builder/secrets",
  "/builder/jobs",
  "/builder/organization",
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("no page has an accessibility violation", async ({ page }) => {
      test.setTimeout(180_000);
      await page.goto("/sign-in");
      await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
      expect(await violations(page), "/sign-in").toEqual([]);
      await signIn(page, "/audit");
      for (const address of pages) {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
        expect.soft(await violations(page), address).toEqual([]);
      }
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("nothing overflows the page, and the navigation is a drawer", async ({ page }) => {
    test.setTimeout(120_000);
    await signIn(page, "/audit");
    for (const address of pages) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      expect.soft(await overflow(page), address).toBeLessThanOrEqual(0);
    }
    await page.goto("/audit");
    await page.getByRole("button", { name: "Open navigation" }).click();
    await page.getByRole("dialog", { name: "Main" }).getByRole("link", { name: "Home" }).click();
    await expect(page.getByRole("dialog", { name: "Main" })).toHaveCount(0);
  });
});
