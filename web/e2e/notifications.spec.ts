import { expect, inviteMember, openApi, order, removeRequests, removeShop, seedRequests, seedShop, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const team = "e2e-lookout";

let api: Api;
let requester: Person;
let away: Person;
let stand: Person;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 0);
  await api.call("POST", "/v1/teams", { name: team });
  await seedRequests(api, team);
  requester = await inviteMember(api, baseURL!, { email: "e2e-hopes@example.com", teams: [] });
  away = await inviteMember(api, baseURL!, { email: "e2e-away@example.com", teams: [team] });
  stand = await inviteMember(api, baseURL!, { email: "e2e-stands-in@example.com", teams: [] });
});

test.afterAll(async () => {
  for (const person of [requester, away, stand]) await api.call("DELETE", `/v1/users/${person.email}`);
  await removeRequests(api);
  await removeShop(api);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

const asking = (name: string, values: object) => `/self-service/${order}?set=${encodeURIComponent(JSON.stringify({ name, team, ...values }))}`;

test("tells who asked how it ended, and counts what is unread", async ({ page }) => {
  await signIn(page, asking("quick-one", {}), requester);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Order service" }).click();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  const bell = page.getByRole("link", { name: "1 unread notification" });
  await expect(async () => {
    await page.reload();
    await expect(bell).toBeVisible({ timeout: 1000 });
  }).toPass();
  await bell.click();
  const told = page.getByRole("link", { name: /Order a shop service: quick-one/ });
  await expect(told).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await told.click();
  await expect(page.getByRole("heading", { level: 1, name: "Order a shop service: quick-one" })).toBeVisible();
  await page.goto("/notifications?show=unread");
  await expect(page.getByText("Everything is read")).toBeVisible();
  await expect(page.getByRole("link", { name: "Notifications", exact: true }).first()).toBeVisible();
});

test("keeps how a person wants to be told", async ({ page }) => {
  await signIn(page, "/notifications?show=settings", requester);
  const card = page.getByRole("region", { name: "How you are told" });
  await card.getByRole("radio", { name: "One a day" }).check();
  await card.getByRole("combobox", { name: "No mails about" }).click();
  await page.getByRole("option", { name: "Reminders" }).click();
  await page.keyboard.press("Escape");
  await card.getByRole("combobox", { name: "No mails for a while" }).click();
  await page.getByRole("option", { name: "1 week" }).click();
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByText(/^No mails until /)).toBeVisible();
  await page.reload();
  await expect(card.getByRole("radio", { name: "One a day" })).toBeChecked();
  await expect(card.getByText("Reminders", { exact: true })).toBeVisible();
  await expect(card.getByText(/^No mails until /)).toBeVisible();
});

test("somebody decides in the place of whoever is away, and the request says so", async ({ page, browser }) => {
  await signIn(page, "/approvals", away);
  await page.getByRole("button", { name: "While I am away" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Who decides in my place" }).fill("stands-in");
  await page.getByRole("option", { name: /stands-in/ }).click();
  await dialog.getByLabel("Until the end of").fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`${stand.email} decides in your place until`)).toBeVisible();

  const hoping = await browser.newPage();
  await signIn(hoping, asking("large-one", { replicas: 9 }), requester);
  await hoping.getByRole("button", { name: "Next" }).click();
  await hoping.getByRole("button", { name: "Send for approval" }).click();
  await expect(hoping.getByText("Waits for approval").first()).toBeVisible();

  const deciding = await browser.newPage();
  await signIn(deciding, "/approvals", stand);
  await deciding.getByRole("link", { name: /large-one/ }).first().click();
  await deciding.getByLabel("Comment").fill("As we agreed");
  await deciding.getByRole("button", { name: "Approve" }).click();
  await expect(hoping.getByText(`In the place of ${away.email}`)).toBeVisible({ timeout: 20_000 });

  await deciding.goto("/approvals");
  await deciding.getByText("Decided by me", { exact: true }).click();
  await expect(deciding.getByRole("row", { name: /large-one/ })).toBeVisible();

  await page.getByRole("button", { name: "I am back" }).click();
  await expect(page.getByRole("button", { name: "While I am away" })).toBeVisible();
  await hoping.close();
  await deciding.close();
});
