import { expect, flow, openApi, order, overflow, removeRepository, removeRequests, removeShop, repository, rules, seedFlow, seedRepository, seedRequests, seedShop, shop, signIn, test, violations } from "./support";
import type { Api } from "./support";
import type { Page } from "@playwright/test";

let api: Api;
const delivered = "e2e-errors";

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 60);
  await seedRequests(api, "none");
  await seedFlow(api);
  await api.call("POST", "/v1/teams", { name: delivered, users: [] });
  await api.call("POST", "/v1/deliveries", { name: delivered, team: delivered, values: { kind: "service", image: { repository: "registry.example.com/e2e/errors" }, port: 8080, health: { path: "/health" } } });
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  await seedRepository(api, team);
});

test.afterAll(async () => {
  await removeRequests(api);
  await removeShop(api);
  await api.call("DELETE", `/v1/teams/${delivered}`);
  await removeRepository(api, team);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

const team = "e2e-errors";
const code = `/repositories/${team}/${repository}`;
const anything = /\/v1\/(?!auth\/session)/;
const table = `/catalog/${shop}`;
const entity = `${table}/checkout`;

/** What is refused on each page: all of it, or only the part that the page is about. */
const pages: [address: string, refused: RegExp][] = [
  ["/", anything],
  ["/catalog", anything],
  [table, anything],
  [table, /top-search/],
  [`${table}?group=health`, /facets/],
  [`${table}?show=graph`, /top-search/],
  [entity, anything],
  [`${entity}?tab=related`, /\/related/],
  [`${entity}?tab=related`, /top-search/],
  [`${entity}?tab=related&show=graph`, /\/graph/],
  [`${entity}?tab=audit`, /audit-log/],
  [`${entity}?tab=runs`, /actions\/runs/],
  ["/self-service", anything],
  [`/self-service/${order}`, anything],
  [`/self-service/${order}`, /preview/],
  ["/self-service/requests", anything],
  ["/deliveries", anything],
  ["/deliveries", /\/v1\/environments/],
  [`/deliveries/${delivered}`, anything],
  [`/deliveries/${delivered}`, /\/releases/],
  [`/deliveries/${delivered}?tab=builds`, anything],
  [`/deliveries/${delivered}?tab=values`, /\/v1\/.*values/],
  [`/deliveries/${delivered}/values`, anything],
  [`/deliveries/${delivered}/values`, /\/values\/preview/],
  ["/release-calendar", anything],
  ["/release-calendar", /\/v1\/releases\?/],
  ["/golden-paths", anything],
  ["/golden-paths", /\/adoption/],
  ["/repositories", anything],
  ["/repositories", /\/v1\/external-repositories/],
  [code, anything],
  [code, /\/v1\/.*tree/],
  [`${code}?file=README.md`, /\/v1\/.*file/],
  [`${code}/commits`, /\/v1\/.*commits/],
  [`${code}/branches`, /\/v1\/.*branches/],
  [`${code}/golden-path`, /\/v1\/.*golden-path/],
  [`${code}/golden-path`, /\/golden-path\/pipeline/],
  ["/golden-paths", /\/golden-paths\/pipelines/],
  [`${code}/settings/webhooks`, /\/v1\/.*webhooks/],
  [`${code}/change-requests`, /\/v1\/.*change-requests/],
  [`${code}/pipelines`, /\/v1\/.*pipelines/],
  [`${code}/change-requests/1`, anything],
  [`${code}/change-requests/1`, /\/v1\/.*comments/],
  [`${code}/change-requests/1`, /\/v1\/.*\/preview/],
  [`${code}/change-requests/1?tab=changes`, /\/v1\/.*changes/],
  ["/change-requests", anything],
  ["/approvals", anything],
  ["/notifications", anything],
  ["/notifications?show=settings", anything],
  ["/notifications?show=deliveries", anything],
  ["/builder/actions", anything],
  [`/builder/actions/${order}`, anything],
  [`/builder/actions/${order}`, /\/v1\/.*permissions/],
  [`/builder/actions/${order}`, /actions\/preview/],
  ["/builder/workflows", anything],
  [`/builder/workflows/${flow}`, anything],
  ["/builder/automations", anything],
  ["/builder/policy", anything],
  [`/builder/policy/${rules.big}`, anything],
  [`/builder/policy/simulate?action=${order}`, anything],
  ["/builder/insights", anything],
  ["/audit", anything],
  ["/account", anything],
  ["/builder", anything],
  [`/builder/blueprints/${shop}`, anything],
  [`/builder/blueprints/${shop}/permissions`, anything],
  [`/builder/blueprints/${shop}/permissions`, /\/v1\/.*permissions/],
  ["/builder/import", anything],
  ["/builder/users", anything],
  ["/builder/teams", anything],
  ["/builder/credentials", anything],
  ["/builder/secrets", anything],
  ["/builder/environments", anything],
  ["/builder/git-hosts", anything],
  ["/builder/git-hosts/github", anything],
  ["/builder/image-registries", anything],
  ["/builder/networks", anything],
  ["/builder/organization", anything],
  ["/builder/jobs", anything],
];

async function refuse(page: Page, what: RegExp, status: number) {
  const refusal = { ok: false, error: status === 403 ? "forbidden" : "unreachable", message: "The database does not answer" };
  await page.route(what, (route) => route.fulfill({ status, json: refusal }));
}

async function tryAgain(page: Page) {
  const again = page.getByRole("button", { name: "Try again" });
  await expect(async () => {
    await again.evaluateAll((buttons) => buttons.forEach((one) => one.dispatchEvent(new MouseEvent("click", { bubbles: true }))));
    await expect(again).toHaveCount(0, { timeout: 1000 });
  }).toPass();
}

test("every page says what was refused, and comes back when asked", async ({ page, watch }) => {
  test.setTimeout(240_000);
  watch.allow(/ 403 /);
  await signIn(page, "/account");
  for (const [at, [address, refused]] of pages.entries()) {
    await page.emulateMedia({ colorScheme: at % 2 === 0 ? "light" : "dark" });
    await refuse(page, refused, 403);
    await page.goto(address);
    const main = page.getByRole("main");
    await expect(main.getByRole("alert").first(), address).toContainText("You are not allowed to do this");
    await expect(main.getByRole("button", { name: "Try again" }).first(), address).toBeVisible();
    await expect(main.locator("[aria-busy=true]"), address).toHaveCount(0);
    await expect(page, address).toHaveTitle(/ · Fairway$/);
    if (at < 2) expect.soft(await violations(page), address).toEqual([]);
    await page.unroute(refused);
    await tryAgain(page);
    await expect(main.getByRole("alert"), address).toHaveCount(0);
    await expect(main.getByRole("heading", { level: 1 }), address).toBeVisible();
  }
});

test("names the fault of the server and its trace, on a phone too", async ({ page, watch }) => {
  watch.allow(/ 503 /);
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "/account");
  await refuse(page, anything, 503);
  await page.goto(table);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("The database does not answer", { timeout: 15_000 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.unroute(anything);
  await tryAgain(page);
  await expect(page.getByRole("gridcell").getByRole("link", { name: "ads" })).toBeVisible();
});

test("says that the server cannot be reached, before the sign-in is known too", async ({ page, watch }) => {
  watch.allow(/Failed to fetch/);
  await signIn(page, "/account");
  await page.route(/\/v1\//, (route) => route.abort());
  await page.goto("/audit");
  await expect(page.getByRole("alert")).toContainText("The server cannot be reached");
  await page.unroute(/\/v1\//);
  await tryAgain(page);
  await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
});
