import { expect, inviteMember, openApi, removeShop, seedShop, shop, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const team = "e2e-crew";
const email = "e2e-crew@example.com";
let api: Api;
let member: Person;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 0);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email, teams: [team] });
  for (const service of ["order", "payment"]) await api.call("PATCH", `/v1/blueprints/${shop}/entities/${service}`, { team: [team] });
});

test.afterAll(async () => {
  await removeShop(api);
  await api.call("DELETE", `/v1/users/${email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

test("begins with what my team owns, what changed, and what I opened", async ({ page }) => {
  await signIn(page, "/", member);
  const mine = page.locator("section", { has: page.getByRole("heading", { name: "My team" }) });
  await expect(mine).toContainText(team);
  await expect(mine.getByRole("listitem")).toHaveText([/order.*Degraded/, /payment.*Healthy/]);
  const latest = page.locator("section", { has: page.getByRole("heading", { name: "Latest changes" }) });
  await latest.getByRole("button", { name: /payment/ }).first().click();
  await expect(latest.getByRole("cell", { name: new RegExp(team) })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await mine.getByRole("link", { name: /order/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "order" })).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" }).click();
  const recent = page.locator("section", { has: page.getByRole("heading", { name: "Recently opened" }) });
  await expect(recent.getByRole("link", { name: /order/ })).toBeVisible();
  await mine.getByRole("link", { name: "Open in the table" }).click();
  await expect(page.getByRole("grid").getByRole("row")).toHaveCount(3);
});
