import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, request, test as base } from "@playwright/test";
import type { APIRequestContext, Cookie, Page } from "@playwright/test";

const administrator: Person = { email: process.env["FAIRWAY_E2E_EMAIL"] ?? "admin@fairway.local", password: process.env["FAIRWAY_E2E_PASSWORD"] ?? "" };

type Watch = { allow: (pattern: RegExp) => void };

/** A page that fails its test when the console shows an error or a request fails without being expected to. */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page }, use) => {
      const allowed: RegExp[] = [];
      const found: string[] = [];
      page.on("pageerror", (error) => found.push(`page error ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) found.push(`console ${message.text()}`);
      });
      page.on("response", (response) => {
        if (response.status() >= 400) found.push(`${response.request().method()} ${response.status()} ${response.url()}`);
      });
      await use({ allow: (pattern) => allowed.push(pattern) });
      expect(found.filter((one) => !allowed.some((pattern) => pattern.test(one)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export type Person = { email: string; password: string };

const sessions = new WeakMap<Person, Cookie[]>();

/** Opens a page as somebody who has signed in before; the form has tests of its own. */
export async function signIn(page: Page, to = "/", person = administrator) {
  const context = page.context();
  const known = sessions.get(person);
  if (known) {
    await context.addCookies(known);
  } else {
    const reply = await context.request.post("/v1/auth/session", { data: person });
    expect(reply.status(), `${person.email} is signed in`).toBe(200);
    sessions.set(person, await context.cookies());
  }
  await page.goto(to);
}

export async function signInByForm(page: Page, to: string, person = administrator) {
  await page.goto(`/sign-in?next=${encodeURIComponent(to)}`);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

export type Api = { call: <T = Record<string, unknown>>(method: string, path: string, body?: unknown) => Promise<T>; context: APIRequestContext };

/** The HTTP API with the session of the administrator, for what a story finds in place. */
export async function openApi(baseURL: string): Promise<Api> {
  const context = await request.newContext({ baseURL });
  const reply = await context.post("/v1/auth/session", { data: administrator });
  expect(reply.status(), "the sign-in of the tests works").toBe(200);
  const { csrfToken } = (await reply.json()) as { csrfToken: string };
  return {
    context,
    call: async <T>(method: string, path: string, body?: unknown) => {
      const answer = await context.fetch(path, { method, headers: { "x-csrf-token": csrfToken }, ...(body === undefined ? {} : { data: body }) });
      return (await answer.json()) as T;
    },
  };
}

/** A member who has chosen a password already. */
export async function inviteMember(api: Api, baseURL: string, invitee: { email: string; teams: string[] }): Promise<Person> {
  await api.call("DELETE", `/v1/users/${invitee.email}`);
  const { temporaryPassword } = await api.call<{ temporaryPassword: string }>("POST", "/v1/users/invite", { invitee: { ...invitee, roles: ["Member"] } });
  const context = await request.newContext({ baseURL });
  const session = await context.post("/v1/auth/session", { data: { email: invitee.email, password: temporaryPassword } });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const chosen = "chosen-for-browser-tests";
  const changed = await context.put("/v1/auth/password", { headers: { "x-csrf-token": csrfToken }, data: { currentPassword: temporaryPassword, newPassword: chosen } });
  expect(changed.status(), "the member has chosen a password").toBe(200);
  await context.dispose();
  return { email: invitee.email, password: chosen };
}

/** Which one this is of the workers that run at the same time: what each of them seeds has names of its own. */
const worker = process.env["TEST_PARALLEL_INDEX"] ?? "0";

export const shop = `e2e_service_${worker}`;
export const record = `e2e_record_${worker}`;

const services = ["wish-list", "rating", "frontend", "authorization", "authentication", "recommendation", "fraud-detection", "checkout", "load-generator", "pricing", "ads", "payment", "shipping", "order", "currency"];
const languages = ["Go", "Java", "Node", "Python", "React"];

const readme = "# Checkout\n\nTakes the order.\n\n```mermaid\nflowchart LR\n  frontend[\"<img src=x onerror='window.broken = true'>\"] --> checkout\n```\n\n<script>window.broken = true</script>\n\n<img src=\"x\" onerror=\"window.broken = true\">\n\n[Open](javascript:window.broken=true) and ![Seen](javascript:window.broken=true)\n\n| Port | Path |\n|---|---|\n| 8080 | /health |\n";

export async function removeAll(api: Api, blueprint: string) {
  for (;;) {
    const { entities } = await api.call<{ entities?: { identifier: string }[] }>("POST", `/v1/blueprints/${blueprint}/entities/top-search`, { limit: 1000, include: ["identifier"] });
    if (!entities || entities.length === 0) break;
    await api.call("POST", `/v1/blueprints/${blueprint}/bulk/entities/delete?delete_dependents=true`, { entities: entities.map((one) => one.identifier) });
  }
  await api.call("DELETE", `/v1/blueprints/${blueprint}`);
}

export async function removeShop(api: Api) {
  for (const blueprint of [shop, record]) await removeAll(api, blueprint);
}

/** A shop of fifteen services and a long table, made through the public API. */
export async function seedShop(api: Api, records: number) {
  await removeShop(api);
  await api.call("POST", "/v1/blueprints", {
    identifier: shop,
    title: "Shop service",
    icon: "Service",
    description: "Services of the test shop.",
    ownership: { type: "Direct" },
    schema: {
      properties: {
        health: { type: "string", title: "Health", enum: ["Healthy", "Degraded", "Failing"], enumColors: { Healthy: "green", Degraded: "yellow", Failing: "red" } },
        language: { type: "string", title: "Language", enum: languages },
        replicas: { type: "number", title: "Replicas", minimum: 0 },
        public: { type: "boolean", title: "Public" },
        repository: { type: "string", title: "Repository", format: "url" },
        readme: { type: "string", title: "Readme", format: "markdown" },
      },
      required: ["language"],
    },
    relations: { depends_on: { title: "Depends on", target: shop, many: true, required: false } },
  });
  await api.call("POST", "/v1/blueprints", {
    identifier: record,
    title: "Record",
    icon: "Server",
    schema: { properties: { colour: { type: "string", title: "Colour" }, size: { type: "number", title: "Size" } }, required: [] },
    relations: {},
  });
  const entities = services.map((name, at) => ({
    identifier: name,
    title: name,
    properties: {
      health: name === "order" ? "Degraded" : name === "fraud-detection" ? "Failing" : "Healthy",
      language: languages[at % 5],
      replicas: (at % 4) + 1,
      public: at % 3 === 0,
      repository: `https://git.shop.example/${name}`,
      ...(name === "checkout" ? { readme } : {}),
    },
  }));
  await api.call("POST", `/v1/blueprints/${shop}/entities/bulk?upsert=true&merge=true`, { entities });
  await api.call("PATCH", `/v1/blueprints/${shop}/entities/checkout`, { relations: { depends_on: ["payment", "pricing"] } });
  for (let at = 0; at < records; at += 1000) {
    const some = Array.from({ length: Math.min(1000, records - at) }, (_, one) => ({
      identifier: `record-${String(at + one).padStart(6, "0")}`,
      title: `Record ${String(at + one).padStart(6, "0")}`,
      properties: { colour: ["red", "green", "blue"][one % 3], size: one },
    }));
    await api.call("POST", `/v1/blueprints/${record}/entities/bulk?upsert=true&merge=true`, { entities: some });
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const order = `e2e_order_${worker}`;
export const retire = `e2e_retire_${worker}`;
export const flow = `e2e-flow-${worker}`;
export const rules = { names: `e2e-names-${worker}`, big: `e2e-big-${worker}`, retire: `e2e-retire-${worker}` };

export async function removeRequests(api: Api) {
  for (const action of [order, retire]) await api.call("DELETE", `/v1/actions/${action}`);
  for (const rule of Object.values(rules)) await api.call("DELETE", `/v1/policy/rules/${rule}`);
  await api.call("DELETE", `/v1/workflows/${flow}`);
}

/** A workflow that writes, asks its requester, and writes again; what it wrote first is undone when it does not end well. */
export async function seedFlow(api: Api) {
  const replicas = (count: number) => ({ type: "UPSERT_ENTITY", blueprintIdentifier: shop, mapping: { identifier: "{{ .entity.identifier }}", properties: { replicas: count } } });
  await api.call("DELETE", `/v1/workflows/${flow}`);
  await api.call("POST", "/v1/workflows", {
    identifier: flow,
    title: "Grow a shop service",
    nodes: [
      { identifier: "ask", config: { type: "SELF_SERVE_TRIGGER", contexts: [{ on: "ENTITY", blueprintIdentifier: shop }], userInputs: { properties: { why: { type: "string", title: "Why" } }, required: [] } } },
      { identifier: "try", title: "Try with seven", config: { ...replicas(7), compensation: replicas(2) } },
      {
        identifier: "look",
        title: "Is it fast enough?",
        description: "Look at its page first.",
        config: {
          type: "INPUT",
          userInputs: { properties: { note: { type: "string", title: "What you saw", maxLength: 20 } }, required: ["note"] },
          buttons: [
            { identifier: "yes", title: "Fast enough" },
            { identifier: "no", title: "Too slow" },
          ],
          outlets: [{ identifier: "slow", title: "Too slow", evaluationMethod: "button", button: "no", numOfResponders: 1 }],
        },
      },
      { identifier: "grow", title: "Grow to nine", config: replicas(9) },
    ],
    connections: [
      { sourceIdentifier: "ask", targetIdentifier: "try" },
      { sourceIdentifier: "try", targetIdentifier: "look" },
      { sourceIdentifier: "look", sourceOutletIdentifier: "slow", targetIdentifier: "grow" },
    ],
  });
}

/** Two actions on the test shop, and the rules that requests for them are judged by. */
export async function seedRequests(api: Api, team: string) {
  await removeRequests(api);
  const upsert = (mapping: object) => ({ type: "UPSERT_ENTITY", blueprintIdentifier: shop, mapping });
  await api.call("POST", "/v1/actions", {
    identifier: order,
    urgent: { teams: [team] },
    title: "Order a shop service",
    description: "A new service for the test shop.",
    trigger: {
      type: "self-service",
      operation: "CREATE",
      blueprintIdentifier: shop,
      executeActionButtonText: "Order service",
      userInputs: {
        properties: {
          name: { type: "string", title: "Name", maxLength: 40 },
          team: { type: "string", format: "team", title: "Owning team", default: team },
          language: { type: "string", title: "Language", enum: languages, default: "Go" },
          replicas: { type: "number", title: "Replicas", default: 1, minimum: 1, maximum: 20 },
          token: { type: "string", title: "Token", encryption: "aes256-gcm" },
        },
        required: ["name", "team"],
        steps: [
          { title: "What and whose", order: ["name", "team"] },
          { title: "How it runs", order: ["language", "replicas", "token"] },
        ],
      },
    },
    invocationMethod: upsert({ identifier: "{{ .inputs.name }}", title: "{{ .inputs.name }}", team: ["{{ .inputs.team }}"], properties: { language: "{{ .inputs.language }}", replicas: "{{ .inputs.replicas }}" } }),
  });
  await api.call("POST", "/v1/actions", {
    identifier: retire,
    title: "Stop a shop service",
    trigger: { type: "self-service", operation: "DELETE", blueprintIdentifier: shop, userInputs: { properties: { reason: { type: "string", title: "Reason", format: "multi-line" } } } },
    invocationMethod: upsert({ identifier: "{{ .entity.identifier }}", properties: { replicas: 0 } }),
  });
  const scope = { actions: [order] };
  await api.call("POST", "/v1/policy/rules", { identifier: rules.names, title: "Names are lower case", scope, when: "!inputs.name.matches('^[a-z-]+$')", effect: "DENY", message: "{inputs.name} has other signs than lower case letters and hyphens." });
  await api.call("POST", "/v1/policy/rules", { identifier: rules.big, title: "Many replicas", scope, when: "inputs.replicas > 4", effect: "REQUIRE_APPROVAL", approvers: { owners: true }, message: "Replicas is {inputs.replicas}. With 4 it is given at once." });
  await api.call("POST", "/v1/policy/rules", { identifier: rules.retire, title: "Failing services stay", scope: { actions: [retire] }, when: "entity.properties.health == 'Failing'", effect: "DENY", message: "{entity.title} is failing. Mend it before it is stopped." });
}

export const repository = "e2e-code";

export async function removeRepository(api: Api, owner: string) {
  await api.call("DELETE", `/v1/repositories/${owner}/${repository}?confirm=${repository}`);
}

/** A repository with a change request that has said everything; answers with the addresses of its pages. */
const pipeline = `stages:
  - name: test
    run: |
      echo "<testsuite><testcase name='opens'/></testsuite>" > results.xml
      echo tested
    junit: results.xml
  - {name: publish, run: 'echo "no registry"; false'}
  - {name: deploy, run: 'true'}
`;

export async function seedRepository(api: Api, owner: string): Promise<string[]> {
  const home = `/repositories/${owner}/${repository}`;
  const at = `/v1${home}`;
  await removeRepository(api, owner);
  await api.call("POST", "/v1/repositories", { owner, name: repository, description: "Code of the test shop." });
  await api.call("POST", `${at}/commits`, { message: "Begin", files: [{ path: "README.md", content: readme }, { path: "src/shop.yaml", content: "replicas: 2\nname: shop\n" }, { path: ".fairway/pipeline.yaml", content: pipeline }] });
  const { commit } = await api.call<{ commit: string }>("POST", `${at}/commits`, { branch: "more", from: "main", message: "Run three", files: [{ path: "src/shop.yaml", content: "replicas: 3\nname: shop\n" }] });
  await api.call("POST", `${at}/change-requests`, { source: "more", title: "Run three", description: "Two are **too few**." });
  await api.call("POST", `${at}/change-requests/1/comments`, { body: "Why three?", at: { path: "src/shop.yaml", side: "NEW", line: 1, commit } });
  await api.call("PUT", `${at}/change-requests/1/bot-comments/test`, { body: "<details><summary>2 failed</summary>\n\n`one`\n\n</details>" });
  for (const state of ["FAILURE", "PENDING", "SUCCESS", "SKIPPED"]) await api.call("PUT", `${at}/change-requests/1/checks/${state.toLowerCase()}`, { state, summary: "A test says so", detailsUrl: "https://ci.example.com/7" });
  const { pipelines } = await api.call<{ pipelines: { id: string }[] }>("GET", `${at}/pipelines`);
  return ["", "?path=src", "?file=src%2Fshop.yaml", "/commits", `/commits/${commit}`, `/commits/${commit}?view=split`, "/branches", "/change-requests", "/change-requests?open=more", "/golden-path", "/settings", "/pipelines", ...pipelines.map(({ id }) => `/pipelines/${id}`), ...["", "?tab=commits", "?tab=changes", "?tab=changes&view=split"].map((tab) => `/change-requests/1${tab}`)].map((end) => home + end);
}

/** Until nothing fades in or out any more; what turns for ever does not count. */
export async function settle(page: Page) {
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== "running" || one.effect?.getComputedTiming().iterations === Infinity));
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Violations of WCAG 2.2 A and AA, as sentences; or of some rules alone. */
export async function violations(page: Page, runOnly = wcag): Promise<string[]> {
  await settle(page);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const run = (window as unknown as { axe: { run: (where: Document, options: object) => Promise<{ violations: { id: string; help: string; nodes: { target: string[] }[] }[] }> } }).axe.run;
    const result = await run(document, { runOnly });
    return result.violations.map((one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")})`);
  }, runOnly);
}

export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Nothing stands out at its side. */
export async function fitsAPhone(page: Page) {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 720 });
}
