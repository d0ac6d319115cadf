import { createServer } from "node:http";
import type { Server } from "node:http";
import { expect, inviteMember, openApi, overflow, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const mark = Date.now().toString(36);
const host = "e2e-outside";
const team = "e2e-lock";
const environment = "e2e-basin";
const service = `e2e-lighter-${mark}`;
const head = "5".repeat(40);

let api: Api;
let member: Person;
let github: Server;
const comments: { id: number; user: { login: string }; body: string }[] = [];

/** As far as GitHub is asked for a repository with one pull request, and its comments. */
function answer(method: string, path: string, body: string): unknown {
  if (path.endsWith("/user")) return { login: "fairway-bot" };
  if (path.endsWith("/repos/acme/lighter")) return { id: 9, full_name: "acme/lighter", default_branch: "main", html_url: "https://github.example.com/acme/lighter" };
  if (path.endsWith("/pulls/7"))
    return { number: 7, state: "open", merged_at: null, html_url: "https://github.example.com/acme/lighter/pull/7", head: { ref: "wider", sha: head } };
  if (!path.includes("/comments")) return undefined;
  if (method === "GET") return comments;
  const text = (JSON.parse(body) as { body: string }).body;
  if (method === "POST") comments.push({ id: comments.length + 1, user: { login: "fairway-bot" }, body: text });
  else comments[0]!.body = text;
  return comments.at(-1);
}

test.beforeAll(async ({ baseURL }) => {
  github = createServer((request, reply) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const said = answer(request.method ?? "", (request.url ?? "").split("?")[0]!, body);
      reply.writeHead(said === undefined ? 404 : 200, { "content-type": "application/json" }).end(JSON.stringify(said ?? { message: "Not Found" }));
    });
  });
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.2", resolve));
  const place = github.address();
  api = await openApi(baseURL!);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email: "e2e-lock@example.com", teams: [team] });
  await api.call("PUT", `/v1/environments/${environment}`, { title: "Basin", position: 41, previews: { domain: "{service}-{change}.preview.example.com" } });
  await api.call("PUT", `/v1/git-hosts/${host}`, { kind: "GITHUB", url: `http://127.0.0.2:${typeof place === "object" && place ? place.port : 0}`, token: "e2e-token" });
  await api.call("POST", "/v1/external-repositories", { host, path: "acme/lighter", team });
  const values = { kind: "service", image: { repository: "registry.example.com/lock/lighter" }, port: 8080, health: { path: "/health" }, cpu: "100m", memory: "128Mi" };
  await api.call("POST", "/v1/deliveries", { name: service, team, repository: `${host}:acme/lighter`, values });
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/git-hosts/${host}`);
  await api.call("DELETE", `/v1/deliveries/${service}`);
  await api.call("DELETE", `/v1/environments/${environment}`);
  await api.call("DELETE", `/v1/users/${member.email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
  github.close();
});

test("a pull request at a Git host is tried from the page of its service", async ({ page, watch }) => {
  watch.allow(/POST 404/);
  await signIn(page, `/deliveries/${service}`, member);
  await expect(page.getByRole("link", { name: `${host}:acme/lighter`, exact: true })).toHaveAttribute("href", /^\/external-repositories\//);
  const card = page.getByRole("region", { name: "Previews" });
  await card.getByRole("button", { name: "Try a change request" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Number of the change request").fill("8");
  if ((await dialog.getByRole("combobox", { name: "Environment" }).count()) > 0) {
    await dialog.getByRole("combobox", { name: "Environment" }).click();
    await page.getByRole("option", { name: environment }).click();
  }
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Start preview" }).click();
  await expect(dialog.getByRole("alert")).toContainText(`change request of ${host}:acme/lighter`);
  await dialog.getByLabel("Number of the change request").fill("7");
  await dialog.getByRole("button", { name: "Start preview" }).click();
  await expect(dialog).toHaveCount(0);

  await expect(card.getByRole("link", { name: `${service}-7.preview.example.com` })).toBeVisible({ timeout: 20_000 });
  await expect(card.getByRole("link", { name: `${host}:acme/lighter#7` })).toHaveAttribute("href", "https://github.example.com/acme/lighter/pull/7");
  await expect(card).toContainText("Handed over", { timeout: 20_000 });
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(() => comments.map((one) => one.body).join("\n"), { timeout: 20_000 }).toContain("until");

  await card.getByRole("button", { name: "Extend" }).click();
  await dialog.getByLabel("Hours").fill("200");
  await dialog.getByRole("button", { name: "Extend" }).click();
  await expect(dialog).toHaveCount(0);
  await card.getByRole("button", { name: "Stop" }).click();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(card).toContainText("No change request of it runs by itself.", { timeout: 20_000 });
  await expect.poll(() => comments.map((one) => one.body).join("\n"), { timeout: 20_000 }).toContain("is gone");
  expect(comments).toHaveLength(1);
});
