import { connect } from "node:net";
import { expect, inviteMember, openApi, overflow, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const port = Number(process.env["FAIRWAY_E2E_REDIS_PORT"] ?? 0);
const team = "e2e-pier";
const server = "e2e-redis";
const name = "e2e-sessions";
const resource = `${name}@development`;
const type = "e2e-small-cache";

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

async function remove(stem: string) {
  const identifier = `${stem}@development`;
  const { resource: there } = await api.call<{ resource?: unknown }>("GET", `/v1/resources/${identifier}`);
  if (!there) return;
  await api.call("POST", "/v1/actions/delete_resource/runs", { entity: identifier, properties: { confirmed: stem } });
  await until(`/v1/resources/${identifier}`, (answer) => answer["ok"] === false);
}

async function removeAll() {
  await api.call("DELETE", `/v1/resource-types/${type}`);
  for (const stem of [name, `${name}-old`, `${name}-old-again`]) await remove(stem);
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

test("a member with nothing finds what there is to ask for, and begins the form from there", async ({ page }) => {
  await signIn(page, "/resources", member);
  await expect(page.getByRole("heading", { name: "Your teams have no resources yet" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Request a resource" }).last().click();
  const offer = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Redis cache" }) });
  await expect(offer).toContainText("eu-central-1");
  await expect(offer).toContainText("a month");
  await expect(page.getByText("Not offered yet")).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await offer.getByRole("link", { name: "Request: Redis cache" }).click();
  await expect(page.getByRole("radio", { name: "Redis cache" })).toBeChecked();
});

test("a type is written as a form or as JSON, and what the server refuses stands at its field", async ({ page, watch }) => {
  watch.allow(/resource-types$/);
  await signIn(page, "/builder/resources/types");
  await page.getByRole("link", { name: "New type" }).click();
  const basics = page.getByRole("region", { name: "Basics" });
  await basics.getByLabel("Identifier").fill(type);
  await basics.getByLabel("Name", { exact: false }).first().fill("Small cache");
  await basics.getByRole("combobox", { name: "Kind of server" }).click();
  await page.getByRole("option", { name: "redis", exact: true }).click();
  for (const field of ["Connections", "Longest statement", "Disk"]) await page.getByRole("button", { name: `Remove ${field}` }).click();
  await page.getByRole("button", { name: "Add field" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).first().fill("Memory");
  await dialog.getByLabel("Default").fill("16");
  await dialog.getByLabel("Largest").fill("64");
  await dialog.getByLabel("Unit").fill("MB");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByLabel("Memory")).toHaveValue("16");
  await preview.getByLabel("Memory").fill("65");
  await expect(preview.getByText("At most 64")).toBeVisible();
  await page.getByRole("region", { name: "Environments" }).getByLabel("Largest of Memory").fill("32");
  await preview.getByLabel("Memory").fill("33");
  await expect(preview.getByText("At most 32")).toBeVisible();

  const price = page.getByRole("region", { name: "Price" });
  await price.getByRole("combobox", { name: "Item" }).click();
  await page.getByRole("option", { name: "redis.memory" }).click();
  await price.getByLabel("Quantity").fill(".memory / (");
  await page.getByRole("button", { name: "Save type" }).click();
  await expect(page.getByRole("alert")).toContainText("price.0.quantity");
  await page.getByRole("alert").getByRole("button", { name: /price\.0\.quantity/ }).click();
  await expect(price.getByLabel("Quantity")).toBeFocused();
  await price.getByLabel("Quantity").fill(".memory / 1024");
  await price.getByLabel("Title").fill('"Memory"');

  await page.getByText("JSON", { exact: true }).click();
  const editor = page.getByRole("textbox", { name: "Definition" });
  await expect(editor).toContainText('"identifier": "e2e-small-cache"');
  await page.getByText("Form", { exact: true }).click();
  await expect(page.getByRole("region", { name: "Environments" }).getByLabel("Largest of Memory")).toHaveValue("32");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Save type" }).click();
  await expect(page.getByRole("row", { name: /Small cache/ })).toBeVisible();
  const saved = await api.call<{ type: { specification: { properties: { memory: unknown } } } }>("GET", `/v1/resource-types/${type}`);
  expect(saved.type.specification.properties.memory).toEqual({ type: "number", title: "Memory", default: 16, maximum: 64, unit: "MB" });

  await page.getByRole("button", { name: "Remove Small cache" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove Small cache" }).click();
  await expect(page.getByRole("row", { name: /Small cache/ })).toHaveCount(0);
});

test("a type that an operator makes says what a cluster has to know", async ({ page }) => {
  await signIn(page, "/builder/resources/types/new");
  await page.getByRole("region", { name: "Basics" }).getByRole("combobox", { name: "Kind of server" }).click();
  await page.getByRole("option", { name: "kubernetes", exact: true }).click();
  const needs = page.getByRole("region", { name: "What a cluster has to know" });
  await expect(needs).toContainText("Any cluster will do.");
  await needs.getByRole("button", { name: "Add a kind" }).click();
  await needs.getByLabel("Group and version").fill("rds.services.k8s.aws/v1alpha1");
  await needs.getByLabel("Kind of object").fill("DBInstance");
  expect(await violations(page)).toEqual([]);
  await page.getByText("JSON", { exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Definition" })).toContainText('"kind": "kubernetes"');
  await page.getByText("Form", { exact: true }).click();
  await expect(needs.getByLabel("Kind of object")).toHaveValue("DBInstance");
  await needs.getByRole("button", { name: "Remove kind 1" }).click();
  await expect(needs).toContainText("Any cluster will do.");
});

test("what is on a server already is found, and claimed by a form that knows its name", async ({ page }) => {
  await speak(["SET e2e_legacy:1 one", "SET e2e_legacy:2 two"]);
  await signIn(page, "/builder/resources/servers");
  const row = page.getByRole("row", { name: /Shared Redis/ }).filter({ hasText: server });
  await row.getByRole("button", { name: /Look now/ }).click();
  await row.getByRole("link", { name: "1 finding" }).click();
  await expect(page.getByRole("heading", { name: "Found on Shared Redis" })).toBeVisible();
  await page.getByLabel("Search by name").fill("nothing-like-it");
  await expect(page.getByText('Nothing is called "nothing-like-it"')).toBeVisible();
  await page.getByLabel("Search by name").fill("E2E_LEG");
  await expect(page.getByRole("cell", { name: "e2e_legacy", exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: /Claim e2e_legacy/ }).click();
  await expect(page.getByLabel("Its name on the server")).toHaveValue(/^e2e_legacy/);
  await expect(page.getByRole("radio", { name: server })).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("e2e-legacy");

  await page.goto("/resources/offers");
  await expect(page.getByRole("region", { name: "There is more on your servers" })).toContainText("1 on Shared Redis");
  await speak(["DEL e2e_legacy:1 e2e_legacy:2"]);
});

test("a developer asks for a cache, sees its price, and uses it with a real client", async ({ page }) => {
  await signIn(page, "/self-service", member);
  await page.getByRole("link", { name: /Create cloud resource/ }).click();
  await page.getByLabel("Name").fill("No Such Name");
  await page.getByLabel("Name").blur();
  await expect(page.getByText("is not by the rule: Service, then purpose").first()).toBeVisible();
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

test("everybody sees what their teams have, and what it costs together", async ({ page }) => {
  await signIn(page, "/resources", member);
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Ready");
  await expect(row).toContainText("$0.75");
  await expect(page.getByRole("status").filter({ hasText: "1 resource · $0.75 a month" })).toBeVisible();
  await page.getByText("Drifted", { exact: true }).click();
  await expect(page.getByRole("heading", { name: "None of these" })).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("combobox", { name: "Environment" }).click();
  await page.getByRole("option", { name: "development" }).click();
  await expect(page).toHaveURL(/environment=development/);
  await row.getByRole("button", { name: /What can be done/ }).click();
  await page.getByRole("menuitem", { name: "Extend" }).click();
  await expect(page).toHaveURL(/extend_resource/);
});

test("the platform team finds what nobody owns any more", async ({ page }) => {
  await api.call("DELETE", `/v1/teams/${team}`);
  await signIn(page, "/builder/resources?show=unowned");
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText(team);
  await page.getByText("Oversized", { exact: true }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toHaveCount(0);
  await api.call("POST", "/v1/teams", { name: team, users: [member.email] });
});

test("its team deletes it once its name was typed", async ({ page }) => {
  await signIn(page, `/self-service/delete_resource?entity=${encodeURIComponent(resource)}`, member);
  await expect(page.getByRole("region", { name: "What will happen" })).toContainText("All of its users");
  await page.getByLabel("Its name, to be sure").fill(name);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText(`${resource} is gone`).first()).toBeVisible({ timeout: 30_000 });
});

test("what was deleted is restored from its final dump", async ({ page }) => {
  const gone = `${name}-old`;
  await api.call("POST", "/v1/actions/create_resource/runs", { properties: { type: "redis", name: gone, team, environment: "development", region: "eu-central-1", server } });
  await signIn(page, "/resources", member);
  await expect(page.getByRole("link", { name: gone })).toBeVisible({ timeout: 30_000 });
  const owner = await speak(["SET " + gone + "-development:basket 4"]);
  expect(owner).toContain("+OK");
  await page.goto(`/self-service/delete_resource?entity=${gone}@development`);
  await expect(page.getByRole("region", { name: "What will happen" })).toContainText("Final dump, kept 30 days");
  await page.getByLabel("Its name, to be sure").fill(gone);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText(`${gone}@development is gone`).first()).toBeVisible({ timeout: 30_000 });

  await page.goto("/resources/deleted");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: `Restore ${gone}@development` }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(`${gone}-again`);
  await page.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(page.getByText(`${gone}-again@development is ready`).first()).toBeVisible({ timeout: 30_000 });
  expect(await speak([`GET ${gone}-again-development:basket`])).toContain("$1\r\n4");
});
