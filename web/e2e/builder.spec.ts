import { expect, openApi, signIn, test, violations } from "./support";
import type { Api } from "./support";

let api: Api;
const blueprint = "e2e_library";

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await api.call("DELETE", `/v1/blueprints/${blueprint}`);
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/blueprints/${blueprint}`);
  await api.call("DELETE", "/v1/teams/e2e-team");
  await api.call("DELETE", "/v1/organization/secrets/E2E_SECRET");
  await api.call("DELETE", "/v1/users/e2e-person@example.com");
  await api.context.dispose();
});

test("models a blueprint by form and by JSON, and sees it on the canvas", async ({ page }) => {
  await signIn(page, "/builder?create=true");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Library");
  await dialog.getByLabel("Identifier").fill(blueprint);
  await dialog.getByRole("button", { name: "Create blueprint" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Library" })).toBeVisible();
  await page.getByRole("button", { name: "Add property" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Licence");
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await page.locator("label", { hasText: "JSON" }).click();
  await expect(page.getByRole("textbox", { name: "JSON" })).toContainText("licence");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("navigation", { name: "Catalog", exact: true }).getByRole("link", { name: "Data model" }).click();
  await expect(page.locator(".react-flow__node", { hasText: "Library" })).toBeVisible();
});

test("creates a team, a user and a credential, and shows what is secret once", async ({ page }) => {
  await signIn(page, "/builder/teams");
  await page.getByRole("button", { name: "Create team" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("e2e-team");
  await page.getByRole("dialog").getByRole("button", { name: "Create team" }).click();
  await expect(page.getByRole("row", { name: /e2e-team/ })).toBeVisible();
  await page.getByRole("navigation", { name: "Builder" }).getByRole("link", { name: "People" }).click();
  await page.getByRole("button", { name: "Invite user" }).first().click();
  await page.getByRole("dialog").getByLabel("Email").fill("e2e-person@example.com");
  await page.getByRole("dialog").getByRole("button", { name: "Invite user" }).click();
  await expect(page.getByRole("dialog", { name: "The user was invited" })).toContainText("e2e-person@example.com");
  await page.getByRole("button", { name: "I have kept it" }).click();
  await page.getByRole("navigation", { name: "People" }).getByRole("link", { name: "Credentials" }).click();
  await page.getByRole("button", { name: "Create credential" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("e2e-machine");
  await page.getByRole("dialog").getByRole("button", { name: "Create credential" }).click();
  await expect(page.getByRole("dialog", { name: "Keep the secret" })).toContainText("Client secret");
  await page.getByRole("button", { name: "I have kept it" }).click();
  await page.getByRole("button", { name: "Remove e2e-machine" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("row", { name: /e2e-machine/ })).toHaveCount(0);
});

test("keeps a secret that no page can show again", async ({ page }) => {
  await signIn(page, "/builder/secrets");
  await page.getByRole("button", { name: "Create secret" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("E2E_SECRET");
  await page.getByRole("dialog").getByLabel("Value", { exact: true }).fill("tide-table");
  await page.getByRole("dialog").getByRole("button", { name: "Create secret" }).click();
  await expect(page.getByRole("row", { name: /E2E_SECRET/ })).toBeVisible();
  await expect(page.getByText("tide-table")).toHaveCount(0);
});

test("allows a private network to be called, and forbids it again", async ({ page, watch }) => {
  watch.allow(/POST 422/);
  await api.call("DELETE", "/v1/organization/outbound-networks/10.98.0.0%2F16");
  await signIn(page, "/builder/networks");
  await expect(page.getByRole("row", { name: /127\.0\.0\.2/ })).toContainText("FAIRWAY_OUTBOUND_ALLOW");
  await page.getByRole("button", { name: "Allow a network" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Network").fill("169.254.169.254");
  await dialog.getByLabel("What is called there").fill("Machines in the harbor");
  await dialog.getByRole("button", { name: "Allow a network" }).click();
  await expect(dialog.getByRole("alert")).toContainText("allowed by FAIRWAY_OUTBOUND_ALLOW alone");
  await dialog.getByLabel("Network").fill("10.98.7.6/16");
  await dialog.getByRole("button", { name: "Allow a network" }).click();
  await expect(page.getByRole("row", { name: /10\.98\.0\.0\/16/ })).toContainText("Machines in the harbor");
  await page.getByRole("button", { name: "Remove 10.98.0.0/16" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Forbid" }).click();
  await expect(page.getByRole("row", { name: /10\.98\.0\.0/ })).toHaveCount(0);
});

test("makes a personal token", async ({ page }) => {
  await signIn(page, "/account");
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("e2e-script");
  await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog", { name: "Keep the token" })).toBeVisible();
  await page.getByRole("button", { name: "I have kept it" }).click();
  await page.getByRole("button", { name: "Remove e2e-script" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("row", { name: /e2e-script/ })).toHaveCount(0);
});

test("imports a file: tries jq, runs dry, then follows the import to its end", async ({ page }) => {
  await api.call("POST", "/v1/blueprints", { identifier: blueprint, title: "Library", schema: { properties: { licence: { type: "string", title: "Licence" } } }, relations: {} });
  await signIn(page, "/builder/import");
  await expect(page.locator("pre", { hasText: "airship" })).toBeVisible();
  await page.getByRole("textbox", { name: "File" }).fill("- name: boost\n  licence: BSL\n- name: zlib\n  licence: Zlib\n");
  await page.getByRole("textbox", { name: "Mapping" }).fill(
    JSON.stringify({ resources: [{ itemsToParse: ".body", blueprint, entity: { identifier: ".item.name", title: ".item.name", properties: { licence: ".item.licence" } } }] }),
  );
  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByText("2 items found")).toBeVisible();
  await page.getByRole("button", { name: "Import 2 entities" }).click();
  await expect(page.getByRole("status").getByText("Completed")).toBeVisible({ timeout: 20_000 });
  await page.goto(`/catalog/${blueprint}`);
  await expect(page.getByRole("gridcell").getByRole("link", { name: "zlib" })).toBeVisible();
  await api.call("POST", `/v1/blueprints/${blueprint}/bulk/entities/delete`, { entities: ["boost", "zlib"] });
});

test("gives a credential a new secret, once", async ({ page }) => {
  const { credential } = await api.call<{ credential: { clientId: string } }>("POST", "/v1/credentials", { name: "e2e-rotated", role: "Member" });
  await signIn(page, "/builder/credentials");
  await page.getByRole("button", { name: "Rotate the secret of e2e-rotated" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep the secret" });
  await expect(dialog).toContainText(credential.clientId);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await page.getByRole("button", { name: "Remove e2e-rotated" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("row", { name: /e2e-rotated/ })).toHaveCount(0);
});
