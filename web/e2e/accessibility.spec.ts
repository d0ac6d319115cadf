import { expect, flow, openApi, order, overflow, removeRepository, removeRequests, removeShop, retire, rules, seedFlow, seedRepository, seedRequests, seedShop, settle, shop, signIn, test, violations } from "./support";
import type { Api } from "./support";

const phone = { width: 390, height: 844 };
let api: Api;
const team = "e2e-axe";
const delivered = "e2e-axe";

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 60);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  await seedRequests(api, team);
  await api.call("POST", "/v1/deliveries", { name: delivered, team, values: { kind: "service", image: { repository: "registry.example.com/e2e/axe" }, port: 8080 } });
  const { run } = await api.call<{ run: { id: string } }>("POST", `/v1/actions/${order}/runs`, { properties: { name: "axe-service", replicas: 8 } });
  await seedFlow(api);
  pages.push(...(await seedRepository(api, team)));
  const begun = await api.call<{ run: { identifier: string } }>("POST", `/v1/workflows/${flow}/runs`, { entity: "checkout", inputs: {} });
  pages.push(`/self-service/runs/${begun.run.identifier}`, `/self-service/runs/${begun.run.identifier}?tab=graph`);
  pages.push(`/self-service/runs/${run.id}`, `/self-service/runs/${run.id}?tab=policy`, `/self-service/runs/${run.id}?tab=inputs`);
});

test.afterAll(async () => {
  await removeRequests(api);
  await removeShop(api);
  await removeRepository(api, team);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

const pages = [
  "/catalog",
  `/catalog/${shop}`,
  `/catalog/${shop}?group=health`,
  `/catalog/${shop}?show=graph`,
  `/catalog/${shop}?create=true`,
  `/catalog/${shop}/checkout`,
  `/catalog/${shop}/checkout?tab=related`,
  `/catalog/${shop}/checkout?tab=audit`,
  `/catalog/${shop}/checkout?tab=readme`,
  `/catalog/${shop}/checkout?tab=runs`,
  "/self-service",
  `/self-service/${order}`,
  `/self-service/${retire}`,
  `/self-service/${retire}?entity=fraud-detection`,
  "/self-service/requests?of=all",
  "/resources",
  "/resources/offers",
  "/resources/deleted",
  "/deliveries?show=all",
  `/deliveries/${delivered}`,
  `/deliveries/${delivered}?tab=builds`,
  `/deliveries/${delivered}?tab=values`,
  `/deliveries/${delivered}?tab=values&as=yaml`,
  `/deliveries/${delivered}/values`,
  "/release-calendar",
  "/golden-paths",
  "/golden-paths?state=CONFLICT",
  "/golden-paths?pipeline=OWN",
  "/repositories",
  "/repositories?of=all",
  "/change-requests",
  "/change-requests?of=mine",
  "/approvals",
  "/approvals?show=decided",
  "/notifications",
  "/notifications?show=settings",
  "/notifications?show=deliveries",
  "/builder/actions",
  `/builder/actions/${order}`,
  "/builder/actions/new",
  "/builder/actions/new?begins=automation",
  "/builder/workflows",
  `/builder/workflows/${flow}`,
  "/builder/workflows/new",
  "/builder/automations",
  "/builder/policy",
  `/builder/policy/${rules.big}`,
  "/builder/policy/new",
  `/builder/policy/simulate?action=${retire}&entity=checkout`,
  "/builder/insights",
  "/",
  "/setup",
  "/audit",
  "/account",
  "/nowhere",
  "/builder",
  `/builder/blueprints/${shop}`,
  `/builder/blueprints/${shop}/permissions`,
  "/builder/import",
  "/builder/users",
  "/builder/teams",
  "/builder/credentials",
  "/builder/secrets",
  "/builder/resources",
  "/builder/resources?show=unowned",
  "/builder/resources/servers",
  "/builder/resources/types",
  "/builder/resources/types/postgresql",
  "/builder/resources/types/new",
  "/builder/resources/prices",
  "/builder/environments",
  "/builder/git-hosts",
  "/builder/image-registries",
  "/builder/networks",
  "/builder/jobs",
  "/builder/organization",
];

test("no page has an accessibility violation in light or dark, or is wider than a phone", async ({ page }) => {
  test.setTimeout(240_000);
  const desk = page.viewportSize()!;
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  expect(await violations(page), "/sign-in").toEqual([]);
  await signIn(page, "/audit");
  for (const address of pages) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    expect.soft(await violations(page), address).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect.soft(await violations(page, ["color-contrast"]), `${address} in the dark`).toEqual([]);
    await page.setViewportSize(phone);
    await settle(page);
    expect.soft(await overflow(page), `${address} on a phone`).toBeLessThanOrEqual(0);
    await page.setViewportSize(desk);
  }
});

test("the navigation of a phone is a drawer", async ({ page }) => {
  await page.setViewportSize(phone);
  await signIn(page, "/audit");
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Open navigation" }).click();
  await page.getByRole("dialog", { name: "Main" }).getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("dialog", { name: "Main" })).toHaveCount(0);
});
