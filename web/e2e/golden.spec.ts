import { expect, fitsAPhone, inviteMember, openApi, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const team = "e2e-mill";
const template = "e2e-make";
const name = "e2e-grist";
const service = `e2e-flour-${Date.now().toString(36)}`;
const piped = `e2e-bran-${Date.now().toString(36)}`;
const home = `/repositories/${team}/${name}`;
const golden = "/v1/repositories/platform/golden-paths";

let api: Api;
let member: Person;

/** As a platform team has it: jobs is the argument of make. */
const files = (version: string, jobs: string) => [
  { path: `dockerfiles/${template}/Dockerfile`, content: `FROM docker.io/library/debian:12\nARG PORT=8080\nCOPY . .\nRUN make ${jobs}\n\nUSER 10001:10001\nEXPOSE \${PORT}\nCMD ["/out/service"]\n` },
  { path: `dockerfiles/${template}/template.yaml`, content: `title: Make\nversion: ${version}\ndescription: Builds with make.\narguments:\n  PORT: {title: Port, type: number}\n` },
];

/** A change request to the golden path by somebody, which the administrator approves and merges. */
async function change(version: string, jobs: string) {
  const branch = `${template}-${version}-${Date.now().toString(36)}`;
  await api.call("POST", `${golden}/commits`, { branch, from: "main", message: `Make ${version}`, files: files(version, jobs) });
  await api.call("PATCH", golden, { protection: { enabled: false } });
  const { changeRequest } = await api.call<{ changeRequest: { number: number } }>("POST", `${golden}/change-requests`, { source: branch, title: `Make ${version}` });
  await api.call("POST", `${golden}/change-requests/${changeRequest.number}/merge`, {});
  await api.call("PATCH", golden, { protection: { enabled: true } });
}

async function stateBecomes(state: string) {
  await expect.poll(async () => (await api.call<{ use: { state: string } | null }>("GET", `/v1${home}/golden-path/use`)).use?.state, { timeout: 30_000 }).toBe(state);
}

async function removeAll() {
  await api.call("DELETE", `/v1/deliveries/${piped}?confirm=${piped}`);
  await api.call("DELETE", `/v1${home}?confirm=${name}`);
  await api.call("DELETE", `/v1/repositories/${team}/${service}?confirm=${service}`);
  await api.call("DELETE", `/v1/blueprints/service/entities/${service}`);
}

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await removeAll();
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email: "e2e-miller@example.com", teams: [team] });
  await api.call("GET", "/v1/golden-paths/dockerfiles");
  await change("1.0.0", "--silent");
  await api.call("POST", "/v1/repositories", { owner: team, name, protection: { enabled: false } });
  await api.call("POST", `/v1${home}/commits`, { message: "Begin", files: [{ path: "Makefile", content: "all:\n" }, { path: "package.json", content: "{}" }] });
});

test.afterAll(async () => {
  await removeAll();
  await api.call("DELETE", "/v1/blueprints/service");
  await api.call("DELETE", `/v1/users/${member.email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

test.describe.configure({ mode: "serial" });

test("a repository without a golden path says what it looks like, and how to take one over", async ({ page }) => {
  await signIn(page, `${home}/golden-path`, member);
  await expect(page.getByRole("heading", { name: "This repository has no golden path" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Looks like node" })).toContainText("package.json is there");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await page.getByRole("link", { name: "Build by the golden path" }).click();
  await expect(page.getByRole("textbox", { name: "Repository", exact: true })).toHaveValue(`${team}/${name}`);
});

test("the platform team changes a Dockerfile, and a team gets a change request, merges it and is current", async ({ page }) => {
  await api.call("POST", "/v1/actions/adopt_golden_path/runs", { properties: { repository: `${team}/${name}`, template, arguments: { PORT: 5000 } } });
  await expect.poll(async () => (await api.call<{ changeRequests?: unknown[] }>("GET", `/v1${home}/change-requests`)).changeRequests?.length, { timeout: 30_000 }).toBe(1);
  await api.call("POST", `/v1${home}/change-requests/1/merge`, {});
  await stateBecomes("CURRENT");

  await change("1.1.0", "--jobs");
  await stateBecomes("UPDATE_OPEN");

  await signIn(page, "/golden-paths", member);
  const adoption = page.getByRole("region", { name: "Templates" });
  await expect(adoption.getByRole("row", { name: /Make/ })).toContainText("1 with an open update");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await adoption.getByRole("link", { name: "Make" }).click();
  await expect(page).toHaveURL(new RegExp(`template=${template}`));
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("1.0.0 → 1.1.0");
  await row.getByRole("link", { name: `Update #2 of ${team}/${name}` }).click();

  await expect(page.getByRole("heading", { level: 1, name: new RegExp(`Update the golden path ${template} from 1.0.0 to 1.1.0`) })).toBeVisible();
  const merge = page.getByRole("region", { name: "Merge" });
  await merge.getByRole("button", { name: "Merge" }).click();
  await expect(merge).toContainText(`Merged by ${member.email}`);
  await stateBecomes("CURRENT");

  await page.goto(`${home}/golden-path`);
  await expect(page.getByText("This repository builds by the newest version.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("5000");
  expect(await violations(page)).toEqual([]);
});

test("where both changed the same line, the page shows it, and a member asks for the update", async ({ page }) => {
  const { file } = await api.call<{ file: { text: string } }>("GET", `/v1${home}/file?path=Dockerfile`);
  await api.call("POST", `/v1${home}/commits`, { message: "Make all", files: [{ path: "Dockerfile", content: file.text.replace("make --jobs", "make all") }] });
  await change("1.2.0", "--jobs=2");
  await stateBecomes("CONFLICT");

  await signIn(page, `${home}/golden-path`, member);
  const clashes = page.getByRole("region", { name: "Lines that both changed" });
  await expect(clashes).toContainText("RUN make all");
  await expect(clashes).toContainText("RUN make --jobs=2");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await page.getByRole("button", { name: "Propose it with the new lines" }).click();
  await page.getByRole("link", { name: "Look at the update, #3" }).click();
  await expect(page.getByText("These lines of yours are lost")).toBeVisible();
});

test("a pipeline that fits waits in a change request, and one that was closed is proposed again", async ({ page }) => {
  await api.call("POST", "/v1/deliveries", { name: piped, team, repository: `${team}/${name}`, values: { kind: "service", image: { repository: "registry.example.com/mill/grist" }, port: 5000 } });
  const standing = async () => (await api.call<{ pipeline: { state: string; changeRequest: number } | null }>("GET", `/v1${home}/golden-path/pipeline`)).pipeline;
  await expect.poll(async () => (await standing())?.state, { timeout: 30_000 }).toBe("PROPOSED");
  const { changeRequest } = (await standing())!;
  await api.call("POST", `/v1${home}/change-requests/${changeRequest}/close`, {});
  await expect.poll(async () => (await standing())?.state, { timeout: 30_000 }).toBe("CLOSED");

  await signIn(page, "/golden-paths?pipeline=CLOSED", member);
  const row = page.getByRole("region", { name: "Pipelines" }).getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Closed by somebody");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await row.getByRole("link", { name: new RegExp(`^${team}`) }).click();
  const card = page.getByRole("region", { name: "Pipeline", exact: true });
  await expect(card).toContainText(piped);
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);
  await card.getByRole("button", { name: "Propose again" }).click();
  await card.getByRole("link", { name: /Look at change request/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Build, test and publish by a pipeline/ })).toBeVisible();
});

test("a member creates a service by one form, and finds its code, its values and its entry", async ({ page }) => {
  await signIn(page, "/self-service/create_service", member);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(service);
  await page.getByRole("combobox", { name: "Golden path" }).click();
  await page.getByRole("option", { name: "python" }).click();
  await page.getByRole("textbox", { name: "Image repository" }).fill("registry.example.com/mill/flour");
  await expect(page.getByRole("region", { name: "What will happen" })).toContainText(`Repository ${team}/${service}`);
  await expect(page.getByText("Allowed").first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("main").getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText(/The service .* is made/).first()).toBeVisible({ timeout: 30_000 });

  await page.goto(`/repositories/${team}/${service}`);
  await expect(page.getByRole("heading", { level: 2, name: "README.md" })).toBeVisible();
  await page.goto(`/deliveries/${service}?tab=values`);
  await expect(page.getByRole("list", { name: "Effective values" })).toContainText("registry.example.com/mill/flour");
  await page.goto(`/catalog/service/${service}`);
  await expect(page.getByRole("heading", { level: 1, name: service })).toBeVisible();

  await page.goto("/self-service/create_service");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(service);
  await page.getByRole("combobox", { name: "Golden path" }).click();
  await page.getByRole("option", { name: "python" }).click();
  await page.getByRole("textbox", { name: "Image repository" }).fill("registry.example.com/mill/flour");
  await expect(page.getByText(`there is a service "${service}" in delivery`).first()).toBeVisible();
});
