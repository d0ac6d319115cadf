import { expect, fitsAPhone, inviteMember, openApi, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";
import type { Page } from "@playwright/test";

const team = "e2e-quay";
const service = `e2e-checkout-${Date.now().toString(36)}`;
const environment = "e2e-preview";

let api: Api;
let member: Person;
let stranger: Person;

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await api.call("DELETE", `/v1/environments/${environment}`);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email: "e2e-quay@example.com", teams: [team] });
  stranger = await inviteMember(api, baseURL!, { email: "e2e-passer@example.com", teams: [] });
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/environments/${environment}`);
  for (const { email } of [member, stranger]) await api.call("DELETE", `/v1/users/${email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

test.describe.configure({ mode: "serial" });

const card = (page: Page, title: string) => page.getByRole("list", { name: "Environments" }).getByRole("listitem").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

/** Sends the form of an action once the rules have spoken, and waits for what came of it. */
async function carryOut(page: Page, button: string, result: RegExp) {
  await expect(page.getByRole("region", { name: "What will happen" })).toContainText(service);
  await expect(page.getByText("Allowed").first()).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByText(result).first()).toBeVisible({ timeout: 30_000 });
}

test("an administrator takes a service into delivery, and what is wrong stands at its field", async ({ page }) => {
  await signIn(page, "/deliveries");
  await page.getByRole("button", { name: "Take a service into delivery" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Checkout of the shop");
  await dialog.getByLabel("Name").blur();
  await expect(dialog.getByText("Begins with a letter")).toBeVisible();
  await dialog.getByLabel("Name").fill(service);
  await expect(dialog.getByText("Begins with a letter")).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "Team" }).click();
  await page.getByRole("option", { name: team }).click();
  await dialog.getByLabel("Source repository").fill("e2e/checkout");
  await dialog.getByLabel("Image repository").fill("registry.example.com/shop/checkout");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Take into delivery" }).click();
  await expect(page).toHaveURL(new RegExp(`/deliveries/${service}$`));
  await expect(page.getByRole("heading", { level: 1, name: service })).toBeVisible();
  await expect(card(page, "Development")).toContainText("Nothing runs here");
  await expect(card(page, "Staging")).toContainText("Versions come here from Development");
  await expect(page.getByText("Nothing was released to Development yet.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
});

test("a member of its team deploys it by a form that knows where, and sees it handed over", async ({ page }) => {
  await signIn(page, `/deliveries/${service}`, member);
  await page.getByRole("link", { name: "Deploy to Development" }).click();
  await expect(page.getByRole("textbox", { name: "Service", exact: true })).toHaveValue(service);
  await page.getByLabel("Image tag").fill("1.0");
  await carryOut(page, "Deploy", /Release 1 of .* is committed/);

  await page.goto("/deliveries");
  const row = page.getByRole("row", { name: new RegExp(service) });
  await expect(row).toContainText("1.0");
  await expect(row).toContainText("Handed over");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await row.getByRole("link", { name: service }).click();
  await expect(card(page, "Development")).toContainText("Handed over");
  await expect(card(page, "Development")).toContainText("1.0");
  await expect(card(page, "Development")).toContainText(member.email);
});

test("the next version is deployed and promoted, and its release says what it changed", async ({ page }) => {
  await signIn(page, `/self-service/deploy_service?set=${encodeURIComponent(JSON.stringify({ service, environment: "development", tag: "1.1", commit: "4be91d7c0ffee" }))}`, member);
  await carryOut(page, "Deploy", /Release 2 of .* is committed/);

  await page.goto(`/deliveries/${service}`);
  await expect(card(page, "Development")).toContainText("1.1");
  await expect(card(page, "Development")).toContainText("4be91d7");
  await page.getByRole("link", { name: "Promote to Staging: 1.1" }).click();
  await expect(page.getByRole("textbox", { name: "Service", exact: true })).toHaveValue(service);
  await carryOut(page, "Promote", /Release 1 of .* is committed/);

  await page.goto(`/deliveries/${service}`);
  await expect(card(page, "Staging")).toContainText("1.1");
  await expect(page.getByRole("link", { name: /to Staging/ }).filter({ hasText: "Promote" })).toHaveCount(0);
  const releases = page.getByRole("region", { name: "Releases", exact: true });
  await releases.getByRole("button", { name: /Deployed 1\.1/ }).click();
  await expect(releases.getByRole("row", { name: /image/ })).toContainText("1.1");
  await expect(page).toHaveURL(/release=/);
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await releases.getByText("Staging", { exact: true }).click();
  await expect(releases.getByText("Promoted 1.1 from Development")).toBeVisible();
});

test("development is rolled back with one click, and to an older release by the form", async ({ page }) => {
  await signIn(page, `/deliveries/${service}`, member);
  await expect(card(page, "Development")).toContainText("1.1");
  await page.getByRole("button", { name: "Roll back Development to 1.0, release 1" }).click();
  await expect(page.getByText(`${service} goes back to release 1 in Development`)).toBeVisible();
  await expect(card(page, "Development")).toContainText("1.0");
  const releases = page.getByRole("region", { name: "Releases", exact: true });
  await expect(releases.getByText("Rolled back to 1.0, release 1")).toBeVisible();
  await releases.getByRole("button", { name: /Deployed 1\.1/ }).click();
  await expect(releases.getByText("objects stay as they were")).toBeVisible();
  await releases.getByRole("link", { name: "Roll back to this: release 2, 1.1" }).click();
  await expect(page.getByRole("textbox", { name: "Release", exact: true })).toHaveValue("2");
});

test("a member changes values by the form, sees what that changes, and proposes it", async ({ page }) => {
  await signIn(page, `/deliveries/${service}?tab=values`, member);
  await page.getByRole("link", { name: "Change values" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Values of ${service}` })).toBeVisible();
  const effect = page.getByRole("region", { name: /What it changes in/ });
  await expect(effect).toContainText("It changes nothing there.");
  await expect(page.getByRole("button", { name: "Propose the change" })).toBeDisabled();
  await page.getByRole("textbox", { name: "CPU", exact: true }).fill("a lot");
  await expect(page.getByRole("alert")).toContainText("cpu");
  await expect(page.getByRole("button", { name: "Propose the change" })).toBeDisabled();
  await page.getByRole("textbox", { name: "CPU", exact: true }).fill("");
  await page.getByRole("textbox", { name: "Replicas" }).fill("3");
  await page.getByRole("textbox", { name: "Environment variables" }).fill("LOG_LEVEL=debug");
  await expect(effect.getByRole("row", { name: /\/spec\/replicas/ })).toContainText("3");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);

  await page.locator("label", { hasText: "YAML" }).click();
  await expect(page.getByRole("textbox", { name: /values\.yaml/ })).toContainText("LOG_LEVEL: debug");
  await page.locator("label", { hasText: /^Form$/ }).click();
  await page.getByRole("button", { name: "From a score.yaml" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("score.yaml").fill("apiVersion: score.dev/v1b1\nmetadata: {name: checkout}\ncontainers: {}\n");
  await dialog.getByRole("button", { name: "Read it" }).click();
  await expect(dialog.getByRole("alert")).toContainText("containers");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Propose the change" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Open change request" }).click();
  await expect(page).toHaveURL(/\/repositories\/platform\/values\/change-requests\/\d+/);
  await expect(page.getByText("What a merge releases:").first()).toBeVisible({ timeout: 30_000 });
});

test("values say which layer sets them, and what they would be otherwise", async ({ page }) => {
  await signIn(page, `/deliveries/${service}?tab=values`, member);
  const values = page.getByRole("list", { name: "Effective values" });
  const line = (path: string) => values.getByRole("listitem").filter({ hasText: path }).first();
  await expect(line("image.tag")).toContainText("Release");
  await expect(line("image.repository")).toContainText(`services/${service}/values.yaml`);
  await expect(line("rollout.strategy")).toContainText("Chart");
  await page.getByLabel("Find a value").fill("memory");
  await expect(values.getByRole("listitem")).toHaveCount(1);
  await line("memory").getByRole("button", { name: /memory/ }).click();
  await expect(line("memory")).toContainText("256Mi");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await page.getByRole("radiogroup", { name: "Show as" }).getByText("YAML").click();
  await expect(page.getByRole("textbox", { name: "Effective values" })).toContainText("registry.example.com/shop/checkout");
  await expect(page).toHaveURL(/as=yaml/);
  expect(await violations(page)).toEqual([]);
});

test("everybody else sees it, and learns who releases it", async ({ page, watch }) => {
  watch.allow(/no-such-service$/);
  await signIn(page, `/deliveries/${service}`, stranger);
  await expect(page.getByText(`Only ${team} and administrators release it.`).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Deploy to Development" })).toBeDisabled();
  expect(await violations(page)).toEqual([]);
  await page.goto("/deliveries");
  await expect(page.getByRole("row", { name: new RegExp(service) })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take a service into delivery" })).toHaveCount(0);
  await page.goto("/deliveries/no-such-service");
  await expect(page.getByRole("heading", { name: /no-such-service/ })).toBeVisible();
});

test("the platform team adds an environment, and one that has releases stays", async ({ page, watch }) => {
  watch.allow(/environments\/(development|e2e-preview)$/);
  await signIn(page, "/builder/environments");
  await page.getByRole("button", { name: "Add an environment" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: false }).first().fill(environment);
  await dialog.getByLabel("Title").fill("Preview of stories");
  await dialog.getByText("A cluster", { exact: true }).click();
  await dialog.getByLabel("Address of its API server").fill("http://cluster.example.com");
  await dialog.getByLabel("Token", { exact: false }).first().fill("not-a-real-one");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Test and save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("http://cluster.example.com");
  await dialog.getByText("Commits only", { exact: true }).click();
  await dialog.getByRole("button", { name: "Add environment" }).click();
  const row = page.getByRole("row", { name: /Preview of stories/ });
  await expect(row).toContainText("Production");
  await expect(row).toContainText("Commits only");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await row.getByRole("button", { name: "Remove Preview of stories" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove environment" }).click();
  await expect(row).toHaveCount(0);

  await page.getByRole("button", { name: "Remove Development" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove environment" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("releases");
});

test("a service leaves its environments, and then delivery", async ({ page }) => {
  await signIn(page, `/deliveries/${service}`, member);
  await page.getByRole("button", { name: `More for ${service}` }).click();
  await expect(page.getByRole("menuitem", { name: "Take out of delivery" })).toBeDisabled();
  await expect(page.getByText("It still runs in Development, Staging.")).toBeVisible();
  await page.keyboard.press("Escape");
  for (const place of ["Development", "Staging"]) {
    await page.goto(`/deliveries/${service}`);
    await page.getByRole("button", { name: `More for ${place}` }).click();
    await page.getByRole("menuitem", { name: "Remove from here" }).click();
    await expect(page.getByRole("region", { name: "What will happen" })).toContainText(`Deployment ${service}`);
    await carryOut(page, "Remove", /\(nothing\) is committed/);
  }

  await page.goto(`/deliveries/${service}`);
  await expect(card(page, "Development")).toContainText("Removed");
  await expect(card(page, "Development")).toContainText(`${member.email} removed it from here.`);
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await page.getByRole("button", { name: `More for ${service}` }).click();
  await page.getByRole("menuitem", { name: "Take out of delivery" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(`Type ${service} to confirm`).fill(service);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Take out of delivery" }).click();
  await expect(page).toHaveURL(/\/deliveries$/);
  await expect(page.getByText(`${service} was taken out of delivery`)).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(service) })).toHaveCount(0);
});
