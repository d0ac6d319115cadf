import { expect, openApi, removeAll, signIn, test, violations } from "./support";
import type { Api } from "./support";
import type { Page } from "@playwright/test";

let api: Api;
const blueprint = "e2e_crate";

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await removeAll(api, blueprint);
  await api.call("POST", "/v1/blueprints", {
    identifier: blueprint,
    title: "Crate",
    schema: { properties: { weight: { type: "number", title: "Weight" } } },
    relations: {},
  });
});

test.afterAll(async () => {
  test.setTimeout(180_000);
  await removeAll(api, blueprint);
  await api.context.dispose();
});

async function choose(page: Page, crates: object[]) {
  await expect(page.getByRole("textbox", { name: "Mapping" })).toBeVisible();
  await page.locator("input[type=file]").setInputFiles({ name: "crates.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(crates)) });
  const mapping = { resources: [{ itemsToParse: ".body", blueprint, entity: { identifier: ".item.n", properties: { weight: ".item.w" } } }] };
  await page.getByRole("textbox", { name: "Mapping" }).fill(JSON.stringify(mapping));
}

test("follows an import through a reload, and stops it", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "/builder/import");
  await choose(page, Array.from({ length: 30_000 }, (_, at) => ({ n: `crate-${at}`, w: at })));
  await page.getByRole("button", { name: "Dry run" }).click();
  await page.getByRole("button", { name: "Import 30,000 entities" }).click({ timeout: 60_000 });
  const progress = page.getByRole("status").filter({ hasText: "crates.json" });
  await expect(progress.getByText("Running")).toBeVisible();
  await expect(page).toHaveURL(/job=/);
  await page.reload();
  await expect(progress.getByText("Running")).toBeVisible();
  await page.goto("/builder/import");
  await expect(progress.getByText("Running")).toBeVisible();
  await expect(progress.getByText(/[1-9][\d,]* of 30,000/)).toBeVisible();
  await progress.getByRole("button", { name: "Cancel" }).click();
  await expect(progress.getByText("Cancelled")).toBeVisible({ timeout: 20_000 });
  const { counts } = await api.call<{ counts: Record<string, number> }>("GET", "/v1/blueprints/counts");
  expect(counts[blueprint]).toBeGreaterThan(0);
  expect(counts[blueprint]).toBeLessThan(30_000);
});

test("lists what was refused and why, and keeps it in the history", async ({ page }) => {
  await signIn(page, "/builder/import");
  await choose(page, [{ n: "good", w: 1 }, { n: "bad", w: "heavy" }]);
  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByText("2 items found")).toBeVisible();
  await page.getByRole("button", { name: "Import 1 entity" }).click();
  const progress = page.getByRole("status").filter({ hasText: "crates.json" });
  await expect(progress.getByText("Completed")).toBeVisible({ timeout: 20_000 });
  const refused = progress.getByRole("list", { name: "Refused items" });
  await expect(refused).toContainText("bad");
  await expect(refused).toContainText("weight");
  expect(await violations(page)).toEqual([]);
  await page.goto("/builder/import");
  await expect(page.getByRole("status").filter({ hasText: "crates.json" })).toHaveCount(0);
  await page.getByRole("link", { name: "crates.json" }).first().click();
  await expect(page.getByRole("list", { name: "Refused items" })).toContainText("bad");
});
