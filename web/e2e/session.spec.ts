import { expect, openApi, signIn, signInByForm, test, violations } from "./support";

test("refuses a wrong password, and says so", async ({ page, watch }) => {
  watch.allow(/POST 401/);
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("nobody@example.com");
  await page.getByLabel("Password", { exact: true }).fill("wrong-password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("Email and password do not match");
});

test("sends the files of the app compressed to browsers that take them so", async ({ request }) => {
  const script = /\/assets\/start-[^"]+\.js/.exec(await (await request.get("/")).text())![0];
  for (const [taken, sent] of [["gzip, deflate, br, zstd", "gzip"], ["identity", undefined]] as const) {
    const answer = await request.get(script, { headers: { "accept-encoding": taken } });
    expect([taken, answer.status(), answer.headers()["content-encoding"]]).toEqual([taken, 200, sent]);
  }
});

test("returns to the page that asked for the sign-in", async ({ page }) => {
  await page.goto("/audit?range=7d");
  await expect(page).toHaveURL(/sign-in\?next=/);
  await signInByForm(page, "/audit?range=7d");
  await expect(page).toHaveURL(/\/audit\?range=7d/);
});

test("asks who was invited for a password of their own", async ({ page, baseURL }) => {
  const email = "e2e-invited@example.com";
  const chosen = "a-password-of-my-own";
  const api = await openApi(baseURL!);
  await api.call("DELETE", `/v1/users/${email}`);
  const { temporaryPassword } = await api.call<{ temporaryPassword: string }>("POST", "/v1/users/invite", { invitee: { email, roles: ["Member"], teams: [] } });
  await signInByForm(page, "/audit", { email, password: temporaryPassword });
  await expect(page).toHaveURL(/\/account/);
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await page.getByLabel("Current password").fill(temporaryPassword);
  await page.getByLabel("New password", { exact: true }).fill(chosen);
  await page.getByLabel("New password again").fill(chosen);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.context().clearCookies();
  await signInByForm(page, "/audit", { email, password: chosen });
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  await api.call("DELETE", `/v1/users/${email}`);
  await api.context.dispose();
});

test("switches theme and language, and signs out", async ({ page }) => {
  await signInByForm(page, "/audit");
  await page.getByRole("button", { name: "Switch to dark theme" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.locator(".who").first().click();
  await page.getByRole("menuitem", { name: "한국어" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "감사 로그" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "감사 로그" })).toBeVisible();
  await page.locator(".who").first().click();
  await page.getByRole("menuitem", { name: "로그아웃" }).click();
  await expect(page).toHaveURL(/sign-in/);
});

test("opens the palette from anywhere and runs a command", async ({ page }) => {
  await signIn(page, "/audit");
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run a command" }).fill("home");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/(setup)?$/);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/\/audit/);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("[");
  await expect(page.getByRole("button", { name: "Expand navigation" })).toBeVisible();
});
