import { expect, overflow, signIn, test, violations } from "./support";

test("finds an operation, explains it, and gives an example", async ({ page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, "/");
  await page.getByRole("button", { name: "Administrator" }).click();
  await page.getByRole("menuitem", { name: "API reference" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: /^Entities/ }).click();
  await expect(page.getByRole("region", { name: "Entities" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Jobs" })).toHaveCount(0);
  await page.getByRole("link", { name: /^All operations/ }).click();
  await page.getByRole("searchbox", { name: "Search operations" }).fill("post credentials");
  const operation = page.getByRole("button", { name: /POST \/v1\/credentials Makes an API credential/ });
  await operation.focus();
  await page.keyboard.press("Enter");
  await expect(operation).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByText("MANAGE_ORGANIZATION")).toBeVisible();
  await page.getByRole("button", { name: /^credential Credential/ }).click();
  await expect(page.getByText("clientId", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Copy the example" }).click();
  const example = await page.evaluate(() => navigator.clipboard.readText());
  expect(example).toContain("curl -X POST");
  expect(example).toContain("/v1/credentials");
  await page.reload();
  await expect(operation).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByRole("button", { name: "Show all operations" }).click();
  await expect(page.getByRole("region", { name: "Blueprints" })).toBeVisible();
});

test("every operation opens, in both themes and on a phone", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "/docs/api?open=bulkWrite");
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  const operations = page.locator("main section > ul > li > button");
  const count = await operations.count();
  expect(count).toBeGreaterThan(50);
  await operations.evaluateAll(async (buttons) => {
    for (const button of buttons) {
      button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      while (button.getAttribute("aria-expanded") !== "true") await new Promise(requestAnimationFrame);
    }
  });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/docs/api?open=entityCreate");
    expect(await violations(page), colorScheme).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});
