import { expect, inviteMember, openApi, removeShop, seedShop, shop, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

let api: Api;
let member: Person;
const team = "e2e-keel";

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 0);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  member = await inviteMember(api, baseURL!, { email: "e2e-member@example.com", teams: [team] });
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/users/${member.email}`);
  await removeShop(api);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

test("offers a member nothing that is not allowed, and says why", async ({ page }) => {
  await signIn(page, `/catalog/${shop}`, member);
  const create = page.getByRole("button", { name: "Create shop service" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await create.click({ force: true });
  await expect(page.getByRole("tooltip")).toContainText("You may not create shop services");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const row = page.getByRole("row", { name: /ads/ });
  await row.hover();
  await expect(row.getByRole("button", { name: "Edit ads" })).toHaveCount(0);
  await row.getByRole("gridcell").nth(3).dblclick();
  await expect(page.getByRole("combobox", { name: /^Edit/ })).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Select ads" }).check();
  await expect(page.getByRole("toolbar", { name: "Selected rows" }).getByRole("button", { name: "Delete" })).toHaveAttribute("aria-disabled", "true");
  expect(await violations(page)).toEqual([]);
  await page.goto(`/catalog/${shop}/ads?edit=true`);
  await expect(page.getByRole("button", { name: "Edit" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto("/builder");
  await expect(page.getByText("The builder is for administrators")).toBeVisible();
});

test("an administrator gives a right, and the member uses it", async ({ page, browser }) => {
  await signIn(page, `/builder/blueprints/${shop}`);
  await page.getByRole("link", { name: "Permissions" }).click();
  const change = page.getByRole("region", { name: "Change" });
  await change.getByLabel("The owning team").check({ force: true });
  await page.getByRole("button", { name: "Change Health" }).click();
  await page.getByRole("listitem").filter({ hasText: "Health" }).getByLabel("Every member").check({ force: true });
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "Change" }).getByLabel("The owning team")).toBeChecked();
  expect(await violations(page)).toEqual([]);
  await api.call("PATCH", `/v1/blueprints/${shop}/entities/rating`, { team: [team] });

  const theirs = await (await browser.newContext()).newPage();
  await signIn(theirs, `/catalog/${shop}/ads?edit=true`, member);
  const form = theirs.getByRole("dialog");
  await expect(form.getByLabel("Replicas")).toBeDisabled();
  await form.getByLabel("Health").click();
  await theirs.getByRole("option", { name: "Degraded" }).click();
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(theirs.getByText("Saved", { exact: true })).toBeVisible();
  await theirs.goto(`/catalog/${shop}/rating?edit=true`);
  await expect(theirs.getByRole("dialog").getByLabel("Replicas")).toBeEnabled();
  await theirs.context().close();
});
