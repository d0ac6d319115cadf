import { GitHub } from "./github";
import { expect, fitsAPhone, inviteMember, openApi, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const mark = Date.now().toString(36);
const host = "e2e-quayhost";
const team = "e2e-quayside";
const path = "acme/tender";
const service = `e2e-tender-${mark}`;
const secret = "only-for-browser-tests";
const workflow = ".github/workflows/golden-path.yaml";
const github = new GitHub(path, { "requirements.txt": "fastapi\n", "main.py": "from fastapi import FastAPI\napi = FastAPI()\n" });

let api: Api;
let member: Person;
let id: string;

test.beforeAll(async ({ baseURL }) => {
  const url = await github.open();
  api = await openApi(baseURL!);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email: "e2e-quayside@example.com", teams: [team] });
  await api.call("PUT", `/v1/git-hosts/${host}`, { kind: "GITHUB", url, token: "e2e-token", webhookSecret: secret });
  id = (await api.call<{ repository: { id: string } }>("POST", "/v1/external-repositories", { host, path, team })).repository.id;
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/git-hosts/${host}`);
  await api.call("DELETE", `/v1/deliveries/${service}`);
  await api.call("DELETE", `/v1/users/${member.email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
  github.close();
});

test("a repository at GitHub takes over the golden path and its pipeline, from the page of the repository", async ({ page }) => {
  await signIn(page, "/repositories", member);
  await page.getByRole("link", { name: `${host}:${path}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${host}:${path}` })).toBeVisible();
  await expect(page.getByRole("link", { name: `Open at ${host}` })).toHaveAttribute("href", `https://github.example.com/${path}`);
  await expect(page.getByRole("main")).toContainText("Looks like python");
  expect(await violations(page)).toEqual([]);
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText(`${host}:${path}`);
  await fitsAPhone(page);

  await page.getByRole("link", { name: "Build by the golden path" }).click();
  await expect(page.getByRole("textbox", { name: "Repository" })).toHaveValue(`${host}:${path}`);
  await page.getByRole("radio", { name: "github" }).check();
  await expect(page.getByRole("region", { name: "What will happen" })).toContainText(workflow);
  await expect(page.getByText("Allowed").first()).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Propose", exact: true }).click();
  await expect(page.getByText(/Change request .*#1 is open/).first()).toBeVisible({ timeout: 30_000 });
  expect(github.file("golden-path/python", workflow)).toContain("sh .fairway/ci-test.sh");

  await page.goto(`/external-repositories/${id}`);
  const card = page.getByRole("region", { name: "Pipeline", exact: true });
  await expect(card).toContainText("Proposed");
  await expect(card).toContainText("GitHub Actions");
  await expect(card.getByRole("link", { name: "Look at change request #1" })).toHaveAttribute("href", `https://github.example.com/${path}/pull/1`);
});

test("a service that comes from it has the pipeline follow its values, and its builds beside its environments", async ({ page, baseURL }) => {
  github.merge(1);
  expect((await github.tellOfPush(`${baseURL}/v1/git-hosts/${host}/webhook`, secret)).status).toBe(200);
  const values = { kind: "service", image: { repository: "registry.example.com/quayside/tender" }, port: 8080, health: { path: "/health" } };
  await api.call("POST", "/v1/deliveries", { name: service, team, repository: `${host}:${path}`, values });
  await expect.poll(async () => (await api.call<{ pipeline: { changeRequest: number | null } }>("GET", `/v1/external-repositories/${id}/golden-path/pipeline`)).pipeline.changeRequest, { timeout: 30_000 }).toBe(2);
  expect(github.file("golden-path/pipeline", workflow)).toContain("FAIRWAY_IMAGE: registry.example.com/quayside/tender");

  await signIn(page, "/golden-paths", member);
  await page.getByRole("region", { name: "Pipelines" }).getByRole("row", { name: /acme\/tender|tender/ }).getByRole("link", { name: new RegExp(`${host}`) }).click();
  const card = page.getByRole("region", { name: "Pipeline", exact: true });
  await expect(card).toContainText("A change request brings a pipeline that fits");
  await expect(card.getByRole("link", { name: service })).toBeVisible();
  await expect(page.getByRole("region", { name: "Golden path", exact: true })).toContainText("This repository builds by the newest version.");
  expect(await violations(page)).toEqual([]);
  await fitsAPhone(page);

  await card.getByRole("link", { name: service }).click();
  await expect(page.getByRole("link", { name: `${host}:${path}`, exact: true })).toHaveAttribute("href", `/external-repositories/${id}`);
  const commit = github.head("main")!;
  await api.call("PUT", `/v1/external-repositories/${id}/commits/${commit}/builds/image`, { image: { repository: "registry.example.com/quayside/tender" }, seconds: 12 });
  await page.getByRole("link", { name: "Builds" }).click();
  await expect(page.getByRole("row", { name: /image/ })).toContainText(commit.slice(0, 10));
  expect(await violations(page)).toEqual([]);
});
