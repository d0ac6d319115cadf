import { expect, openApi, signIn, test, violations } from "./support";
import type { Api } from "./support";

let api: Api;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await api.call("DELETE", "/v1/demo");
});

test.afterAll(async () => {
  await api.call("DELETE", "/v1/demo");
  await api.context.dispose();
});

test("loads the demo organisation by a click, and removes it after saying what is lost", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "/setup");
  await page.getByRole("button", { name: "Load the demo organisation" }).click();
  await expect(page).toHaveURL(/\/catalog$/, { timeout: 90_000 });
  await expect(page.getByRole("main").getByRole("link", { name: /^Services/ })).toBeVisible();
  await page.goto("/catalog/service");
  await expect(page.getByText("Showing 1–15 of 15 services")).toBeVisible();
  await page.getByRole("button", { name: "Demo data" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove the demo organisation" });
  await expect(dialog.getByText("Running services")).toBeVisible();
  await expect(dialog.getByText("75", { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Demo data" })).toBeVisible();
  await page.goto("/audit");
  await page.getByRole("button", { name: "Demo data" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove demo data" }).click();
  await expect(page.getByText("The demo organisation was removed")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Demo data" })).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Running services/ })).toHaveCount(0);
});
