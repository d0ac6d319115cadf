import { expect, inviteMember, openApi, overflow, removeRepository, repository, seedRepository, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const team = "e2e-yard";
const service = `e2e-yard-${Date.now().toString(36)}`;
const image = "registry.example.com/yard/crane";
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const sarif = {
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "spyglass" } }, results: [{ ruleId: "CVE-2026-1", level: "error", message: { text: "rope 1.2 breaks under load" }, locations: [{ physicalLocation: { artifactLocation: { uri: "go.mod" }, region: { startLine: 7 } } }] }] }],
};
const sbom = { bomFormat: "CycloneDX", specVersion: "1.6", components: [{ name: "rope" }, { name: "anchor" }] };

let api: Api;
let member: Person;
let commit: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email: "e2e-yard@example.com", teams: [team] });
  await seedRepository(api, team);
  const { commits } = await api.call<{ commits: { id: string }[] }>("GET", `/v1/repositories/${team}/${repository}/commits`);
  commit = commits[0]!.id;
  const values = { kind: "service", image: { repository: image }, port: 8080, health: { path: "/health" }, cpu: "100m", memory: "128Mi" };
  await api.call("POST", "/v1/deliveries", { name: service, team, repository: `${team}/${repository}`, values });
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/users/${member.email}`);
  await removeRepository(api, team);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

test("a service without builds says how one is reported", async ({ page }) => {
  await signIn(page, `/deliveries/${service}?tab=builds`, member);
  await expect(page.getByRole("heading", { name: "No build was reported yet" })).toBeVisible();
  await expect(page.getByText("podman push --digestfile")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("a build that was reported shows what was found in it, and is deployed with its digest", async ({ page }) => {
  const body = { image: { repository: image, tag: "2.0", digest }, sbom: JSON.stringify(sbom), sarif: [JSON.stringify(sarif)], seconds: 34.2, url: "https://ci.example.com/7" };
  await api.call("PUT", `/v1/repositories/${team}/${repository}/commits/${commit}/builds/image`, body);
  await signIn(page, `/deliveries/${service}`, member);
  await page.getByRole("link", { name: "Builds", exact: true }).click();
  const row = page.getByRole("row", { name: /2\.0/ });
  await expect(row).toContainText("by spyglass · 2 components");
  await row.getByText("1 error").click();
  await expect(row).toContainText("go.mod:7");
  await expect(row).toContainText("rope 1.2 breaks under load");
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 720 });

  await row.getByRole("link", { name: "Deploy 2.0 to Development" }).click();
  await expect(page.getByLabel("Image tag")).toHaveValue("2.0");
  await expect(page.getByLabel("Image digest")).toHaveValue(digest);
  await expect(page.getByText("Allowed").first()).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Deploy", exact: true }).click();
  await expect(page.getByText(/Release 1 of .* is committed/).first()).toBeVisible({ timeout: 30_000 });
});

test("the release calendar shows it on its day, and leads to it", async ({ page }) => {
  await signIn(page, "/deliveries?show=all", member);
  await page.getByRole("link", { name: "Release calendar" }).click();
  const today = new Intl.DateTimeFormat("en", { day: "numeric", month: "long" }).format(new Date());
  await page.getByText("Of my teams", { exact: true }).click();
  const cell = page.getByRole("link", { name: new RegExp(`^${today}: 1 release$`) });
  await cell.click();
  await expect(page).toHaveURL(/day=/);
  const list = page.getByRole("region", { name: `Releases of ${today}` }).first();
  await expect(list.getByRole("row", { name: new RegExp(service) })).toContainText("Deployed");
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole("button", { name: "Month before" }).click();
  await expect(page.getByText(/Nothing was released in/)).toBeVisible();
  await page.getByRole("button", { name: "This month" }).click();
  await page.getByRole("link", { name: `Release 1 of ${service}` }).click();
  await expect(page).toHaveURL(new RegExp(`/deliveries/${service}\\?.*release=`));
});
