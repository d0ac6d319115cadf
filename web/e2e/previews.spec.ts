import { expect, inviteMember, openApi, overflow, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";
import type { Page } from "@playwright/test";

const mark = Date.now().toString(36);
const team = "e2e-slipway";
const environment = "e2e-slip";
const service = `e2e-barge-${mark}`;
const repository = `barge-${mark}`;
const home = `/repositories/${team}/${repository}`;

let api: Api;
let member: Person;

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email: "e2e-slipway@example.com", teams: [team] });
  await api.call("PUT", `/v1/environments/${environment}`, { title: "Slip", position: 40 });
  await api.call("POST", "/v1/repositories", { owner: team, name: repository, protection: { enabled: false } });
  await api.call("POST", `/v1${home}/commits`, { message: "Begin", files: [{ path: "README.md", content: "# Barge\n" }] });
  await api.call("POST", `/v1${home}/commits`, { branch: "wider", from: "main", message: "Make it wider", files: [{ path: "README.md", content: "# Wide barge\n" }] });
  await api.call("POST", `/v1${home}/change-requests`, { title: "A wider barge", source: "wider" });
  const values = { kind: "service", image: { repository: "registry.example.com/slipway/barge" }, port: 8080, health: { path: "/health" }, cpu: "100m", memory: "128Mi" };
  await api.call("POST", "/v1/deliveries", { name: service, team, repository: `${team}/${repository}`, values });
});

test.afterAll(async () => {
  await api.call("POST", `/v1${home}/change-requests/1/close`, {});
  await api.call("DELETE", `/v1/deliveries/${service}`);
  await api.call("DELETE", `/v1/environments/${environment}`);
  await api.call("DELETE", `/v1${home}?confirm=${repository}`);
  await api.call("DELETE", `/v1/users/${member.email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

test.describe.configure({ mode: "serial" });

async function looksRight(page: Page) {
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 720 });
}

test("a change request is tried in an environment, and its preview is extended and stopped", async ({ page }) => {
  await signIn(page, "/builder/environments");
  await page.getByRole("row", { name: /Slip/ }).getByRole("button", { name: "Edit Slip" }).click();
  const settings = page.getByRole("dialog");
  await settings.getByRole("switch", { name: "Previews of change requests" }).check();
  await settings.getByLabel("Domain of previews").fill("{service}-{change}.preview.example.com");
  expect(await violations(page)).toEqual([]);
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(settings).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, `${home}/change-requests/1`, member);
  const card = page.getByRole("region", { name: "Preview" });
  await card.getByRole("button", { name: "Start preview" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Try change request #1");
  if ((await dialog.getByRole("combobox", { name: "Environment" }).count()) > 0) {
    await dialog.getByRole("combobox", { name: "Environment" }).click();
    await page.getByRole("option", { name: environment }).click();
  }
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Start preview" }).click();
  await expect(card.getByRole("link", { name: `${service}-1.preview.example.com` })).toBeVisible({ timeout: 20_000 });
  await expect(card).toContainText("Handed over");
  await expect(page.getByText("Preview", { exact: true }).last()).toBeVisible();
  await looksRight(page);

  await card.getByRole("button", { name: "Extend" }).click();
  await dialog.getByLabel("Hours").fill("200");
  await dialog.getByRole("button", { name: "Extend" }).click();
  await expect(dialog).toHaveCount(0);
  await card.getByRole("button", { name: "Stop" }).click();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(card).toContainText("Gone", { timeout: 20_000 });
});

test("a frozen environment says why and until when, wherever somebody would release to it", async ({ page }) => {
  await signIn(page, "/builder/environments");
  await page.getByRole("button", { name: "Freeze windows of Slip" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add a freeze window" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("Stocktaking");
  await form.getByLabel("Reason").fill("Everything is counted");
  await form.getByText("Every week").click();
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
  await form.getByRole("combobox", { name: "From day" }).click();
  await page.getByRole("option", { name: day(-1) }).click();
  await form.getByRole("combobox", { name: "Until day" }).click();
  await page.getByRole("option", { name: day(2) }).click();
  expect(await violations(page)).toEqual([]);
  await form.getByRole("button", { name: "Add freeze window" }).click();
  await expect(page.getByRole("list", { name: "Freeze windows" })).toContainText("Stocktaking");
  await expect(page.getByRole("dialog")).toContainText("Frozen now");
  await looksRight(page);

  await page.goto(`/deliveries/${service}`);
  await expect(page.getByRole("list", { name: "Environments" })).toContainText("Stocktaking");
  await page.goto(`/self-service/deploy_service?set=${encodeURIComponent(JSON.stringify({ service, environment, tag: "1.0" }))}`);
  await expect(page.getByRole("status").filter({ hasText: "is frozen until" })).toContainText("Everything is counted");
  await expect(page.getByRole("main").getByRole("button", { name: "Deploy", exact: true })).toBeDisabled();
  await page.getByLabel("It cannot wait").check();
  await expect(page.getByRole("main").getByRole("button", { name: "Deploy", exact: true })).toBeEnabled();
  await looksRight(page);
  await page.goto(`/release-calendar?environment=${environment}`);
  await expect(page.getByRole("link", { name: /frozen: Slip/ }).first()).toBeVisible();
  await looksRight(page);

  await page.goto("/builder/environments");
  await page.getByRole("button", { name: "Freeze windows of Slip" }).click();
  await page.getByRole("button", { name: "Remove Stocktaking" }).click();
  await expect(page.getByRole("dialog")).toContainText("It takes releases at any time");
});
