import { expect, openApi, signIn, test, violations } from "./support";

test.afterAll(async ({ baseURL }) => {
  const api = await openApi(baseURL!);
  await api.call("PATCH", "/v1/organization", { announcement: { enabled: false, content: "" } });
  await api.context.dispose();
});

test("announces to everyone, until the reader puts it away", async ({ page }) => {
  await signIn(page, "/builder/organization");
  await page.getByLabel("Text").fill("The harbour closes at six");
  await page.getByLabel("Show it at the top of every page").check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.goto("/audit");
  const announcement = page.getByRole("status").filter({ hasText: "The harbour closes at six" });
  await expect(announcement).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await announcement.getByRole("button").click();
  await expect(announcement).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  await expect(announcement).toHaveCount(0);
});
