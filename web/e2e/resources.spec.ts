import { connect } from "node:net";
import { expect, inviteMember, openApi, overflow, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const port = Number(process.env["FAIRWAY_E2E_REDIS_PORT"] ?? 0);
const team = "e2e-pier";
const server = "e2e-redis";
const name = "e2e-sessions";
const resource = `${name}@development`;

let api: Api;
let member: Person;

test.skip(port === 0, "the program redis-server is not there");

async function until(path: string, is: (answer: Record<string, unknown>) => boolean) {
  await expect.poll(async () => is(await api.call(path.startsWith("POST ") ? "POST" : "GET", path.replace(/^POST /, ""))), { timeout: 30_000 }).toBe(true);
}

/** What a Redis answers to lines that a client sends. */
function speak(lines: string[]): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(`${lines.join("\r\n")}\r\nQUIT\r\n`));
    let said = "";
    socket.on("data", (part) => (said += part.toString()));
    socket.on("end", () => done(said));
    socket.on("error", fail);
  });
}

async function removeAll() {
  const { resource: there } = await api.call<{ resource?: unknown }>("GET", `/v1/resources/${resource}`);
  if (there) {
    await api.call("POST", "/v1/actions/delete_resource/runs", { entity: resource, properties: { confirmed: name } });
    await until(`/v1/resources/${resource}`, (answer) => answer["ok"] === false);
  }
  await api.call("DELETE", `/v1/resource-servers/${server}`);
}

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await removeAll();
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email: "e2e-pier@example.com", teams: [team] });
});

test.afterAll(async () => {
  await removeAll();
  await api.call("DELETE", `/v1/users/${member.email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

test.describe.configure({ mode: "serial" });

test("the platform team connects a server, and one that cannot be reached says why", async ({ page, watch }) => {
  watch.allow(/resource-servers$/);
  await signIn(page, "/builder/resources/servers");
  await page.getByRole("button", { name: "Connect a server" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "redis" }).click();
  await dialog.getByLabel("Name").fill("Shared Redis");
  await dialog.getByLabel("Identifier").fill(server);
  await dialog.getByLabel("Region").fill("eu-central-1");
  await dialog.getByLabel("Host").fill("127.0.0.1");
  await dialog.getByLabel("Port").fill("1");
  await dialog.getByRole("button", { name: "Test and connect" }).click();
  await expect(dialog.getByRole("alert")).toContainText(server);
  await dialog.getByLabel("Port").fill(String(port));
  await dialog.getByRole("button", { name: "Test and connect" }).click();
  await expect(page.getByRole("row", { name: /Shared Redis/ })).toContainText("Reachable");
  expect(await violations(page)).toEqual([]);
});

test("a developer asks for a cache, sees its price, and uses it with a real client", async ({ page }) => {
  await signIn(page, "/self-service", member);
  await page.getByRole("link", { name: /Create cloud resource/ }).click();
  await page.getByLabel("Name").fill("No Such Name");
  await page.getByLabel("Name").blur();
  await expect(page.getByText("does not match the pattern").first()).toBeVisible();
  await page.getByLabel("Name").fill(name);
  await expect(page.getByRole("region", { name: "Estimated price" })).toContainText("$0.75");
  await expect(page.getByRole("region", { name: "What will happen" })).toContainText(`${name}-development`);
  await page.getByText("JSON", { exact: true }).click();
  await expect(page.locator(".cm-content")).toContainText(`"name": "${name}"`);
  await page.getByText("Form", { exact: true }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText(`${resource} is ready`).first()).toBeVisible({ timeout: 30_000 });

  await page.goto(`/catalog/resource/${resource}`);
  await expect(page.getByRole("heading", { name: "Redis cache" })).toBeVisible();
  await page.getByRole("button", { name: /Show the password of .*readwrite/ }).click();
  const shown = page.getByRole("dialog");
  await expect(shown).toContainText("redis://");
  const [, user, password] = await shown.locator("pre").allTextContents();
  await shown.getByRole("button", { name: "Done" }).click();
  const said = await speak([`AUTH ${user} ${password}`, `SET ${name}-development:basket 3`, `GET ${name}-development:basket`, "GET other:basket"]);
  expect(said).toContain("+OK\r\n+OK\r\n$1\r\n3\r\n-NOPERM");
});

test("the page of a resource fits a phone and everybody, and tells nobody else its passwords", async ({ page, baseURL }) => {
  const stranger = await inviteMember(api, baseURL!, { email: "e2e-stranger@example.com", teams: [] });
  await signIn(page, `/catalog/resource/${resource}`, stranger);
  await expect(page.getByText(`Passwords are for ${team}`)).toBeVisible();
  await expect(page.getByRole("button", { name: /Show the password/ })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await api.call("DELETE", `/v1/users/${stranger.email}`);
});

test("its team deletes it once its name was typed", async ({ page }) => {
  await signIn(page, `/self-service/delete_resource?entity=${encodeURIComponent(resource)}`, member);
  await expect(page.getByRole("region", { name: "What will happen" })).toContainText("All of its users");
  await page.getByLabel("Its name, to be sure").fill(name);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText(`${resource} is gone`).first()).toBeVisible({ timeout: 30_000 });
});
