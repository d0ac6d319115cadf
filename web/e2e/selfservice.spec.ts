import { expect, inviteMember, openApi, order, removeRequests, removeShop, retire, seedRequests, seedShop, shop, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";
import type { Page } from "@playwright/test";

let api: Api;
let requester: Person;
let approver: Person;
const team = "e2e-wharf";

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 0);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  await seedRequests(api, team);
  requester = await inviteMember(api, baseURL!, { email: "e2e-asks@example.com", teams: [team] });
  approver = await inviteMember(api, baseURL!, { email: "e2e-decides@example.com", teams: [team] });
});

test.afterAll(async () => {
  for (const person of [requester, approver]) await api.call("DELETE", `/v1/users/${person.email}`);
  await removeRequests(api);
  await removeShop(api);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

const verdict = (page: Page) => page.getByRole("region", { name: "Verdict" });

test("asks for a service, reads why it is denied, mends it, and gets it at once", async ({ page }) => {
  await signIn(page, "/self-service", requester);
  await page.getByLabel("Search actions").fill("order");
  await expect(page.getByRole("link", { name: "Stop a shop service" })).toHaveCount(0);
  await page.getByRole("link", { name: "Order a shop service" }).click();
  await expect(verdict(page)).toContainText("Nothing against it so far");
  await page.getByLabel("Name").fill("Gift Cards");
  await expect(verdict(page)).toContainText("Gift Cards has other signs than lower case letters and hyphens.");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("alert")).toContainText("1 thing to change before this can be sent");
  await page.getByLabel("Name").fill("gift-cards");
  await expect(verdict(page)).toContainText("No rule objects");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: "Java", exact: true }).click();
  await page.getByLabel("Token").fill("never-shown-again");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Order service" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Order a shop service: gift-cards" })).toBeVisible();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: /^Inputs/ }).click();
  await expect(page.getByText("*****")).toBeVisible();
  await page.getByRole("link", { name: "Progress" }).click();
  await page.getByRole("main").getByRole("link", { name: "gift-cards", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "gift-cards" })).toBeVisible();
  await page.getByRole("link", { name: "Audit log" }).last().click();
  await expect(page.getByText(requester.email).first()).toBeVisible();
});

test("edits the same request as JSON, keeps it as a draft, and waits for somebody else", async ({ page, browser }) => {
  await signIn(page, `/self-service/${order}`, requester);
  await page.getByLabel("Name").fill("big-ship");
  await page.getByText("JSON", { exact: true }).click();
  const editor = page.getByRole("textbox", { name: "JSON" });
  await expect(editor).toContainText('"name": "big-ship"');
  await editor.press("Control+a");
  await page.keyboard.insertText(`{"name": "big-ship", "team": "${team}", "language": "Go", "replicas": 8}`);
  await expect(verdict(page)).toContainText(`Needs approval from ${team}`);
  await expect(verdict(page)).toContainText("Replicas is 8. With 4 it is given at once.");
  await page.reload();
  await expect(page.getByLabel("Name")).toHaveValue("big-ship");
  await expect(page.getByText("Draft kept")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("Replicas")).toHaveValue("8");
  await page.getByRole("button", { name: "Send for approval" }).click();
  await expect(page.getByText("This is your own request, so somebody else has to decide.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await signIn(phone, "/approvals", approver);
  await phone.getByRole("link", { name: "Order a shop service: big-ship" }).first().click();
  await phone.getByLabel("Comment").fill("Four would do, but fine.");
  expect(await violations(phone)).toEqual([]);
  await phone.getByRole("button", { name: "Approve" }).click();
  await expect(phone.getByText("Approved", { exact: true }).first()).toBeVisible();
  await phone.goto("/approvals");
  await expect(phone.getByText("Nothing waits for you")).toBeVisible();
  await phone.close();

  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Four would do, but fine.").first()).toBeVisible();
  await page.goto(`/catalog/${shop}/big-ship`);
  await expect(page.getByRole("heading", { level: 1, name: "big-ship" })).toBeVisible();
});

test("has carried out what cannot wait, and somebody else reviews it afterwards", async ({ page, browser }) => {
  await signIn(page, `/self-service/${order}`, requester);
  await page.getByLabel("Name").fill("storm-gate");
  await expect(verdict(page)).toContainText("No rule objects");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Replicas").fill("9");
  await page.getByLabel("It cannot wait for approval").check();
  await page.getByRole("button", { name: "Order service" }).click();
  await expect(page.getByText("Say why; those who review it read this.")).toBeVisible();
  await page.getByLabel("Why it cannot wait").fill("The gate is open and a storm comes");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Order service" }).click();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Nobody has reviewed it yet.")).toBeVisible();

  const other = await browser.newPage();
  await signIn(other, "/notifications", approver);
  await other.getByRole("link", { name: "Without approval: Order a shop service: storm-gate" }).first().click();
  const card = other.getByRole("region", { name: "Carried out before it was approved" });
  await expect(card).toContainText("The gate is open and a storm comes");
  await card.getByLabel("Review").fill("Right to go ahead");
  await card.getByRole("button", { name: "Review it" }).click();
  await expect(card).toContainText("Right to go ahead");
  await other.close();
});

test("declines with a reason that the requester reads", async ({ page, browser }) => {
  const asking = await browser.newPage();
  // as somebody pastes it, without encoding
  await signIn(asking, `/self-service/${order}?set=${JSON.stringify({ name: "too-big", replicas: 20 })}`, requester);
  await asking.getByRole("button", { name: "Next" }).click();
  await asking.getByRole("button", { name: "Send for approval" }).click();
  await expect(asking.getByText("Waits for approval").first()).toBeVisible();
  await signIn(page, asking.url().replace(/^https?:\/\/[^/]+/, ""), approver);
  await page.getByLabel("Comment").fill("No room before March");
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(asking.getByText(`Declined by ${approver.email}: No room before March`).first()).toBeVisible();
  await asking.goto("/self-service/requests?state=ended");
  await expect(asking.getByRole("row", { name: /too-big/ }).first()).toContainText("Declined");
  await asking.close();
});

test("takes a request back that nobody has decided on", async ({ page }) => {
  await signIn(page, `/self-service/${order}?set=${encodeURIComponent(JSON.stringify({ name: "not-needed", replicas: 9 }))}`, requester);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Send for approval" }).click();
  await page.getByRole("button", { name: "Cancel request" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("We share one");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel request" }).click();
  await expect(page.getByText(`Cancelled by ${requester.email}: We share one`).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel request" })).toHaveCount(0);
});

test("finds what can be asked for on the page of the thing, and its requests there later", async ({ page }) => {
  await signIn(page, `/catalog/${shop}/fraud-detection`, requester);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Stop a shop service" }).click();
  await expect(verdict(page)).toContainText("fraud-detection is failing. Mend it before it is stopped.");
  await expect(page.getByRole("button", { name: "Send" })).toBeDisabled();
  await page.goto(`/self-service/${retire}?entity=ads`);
  await page.getByLabel("Reason").fill("Nobody looks at them");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  await page.goto(`/catalog/${shop}/ads?tab=runs`);
  await page.getByRole("link", { name: "Stop a shop service: ads" }).first().click();
  await page.getByRole("link", { name: "Run again" }).click();
  await expect(page.getByLabel("Reason")).toHaveValue("Nobody looks at them");
});

test("writes a rule that explains itself, tries it on what was asked for, and changes it with a reason", async ({ page }) => {
  await api.call("DELETE", "/v1/policy/rules/no-rust");
  await signIn(page, "/builder/policy");
  await page.getByRole("link", { name: "Write a rule" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("No Rust");
  await page.getByLabel("When").fill('actor.emial == "a"');
  await page.getByLabel("When").blur();
  await expect(page.getByText("undefined field 'emial'")).toBeVisible();
  await page.getByLabel("When").fill('has(inputs.language) && inputs.language == "Go"');
  await page.getByLabel("Sentence for the requester").fill("{inputs.language} is not built here.");
  await page.getByRole("button", { name: "Try it" }).click();
  await expect(page.getByRole("region", { name: "Back-test" })).toContainText("Go is not built here.");
  await page.getByRole("button", { name: "Create rule" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create rule" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "No Rust" })).toBeVisible();
  await page.getByLabel("In force").click({ force: true });
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByLabel("Why it changes").fill("Only tried out");
  await page.getByRole("dialog").getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Versions" })).toContainText("Only tried out");
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: "No Rust" })).toHaveCount(0);
});

test("makes an action as JSON and sees what is wrong with it", async ({ page, watch }) => {
  watch.allow(/POST 422/);
  await api.call("DELETE", "/v1/actions/e2e_made");
  await signIn(page, "/builder/actions/new");
  await page.getByText("JSON", { exact: true }).click();
  const editor = page.getByRole("textbox", { name: "Definition" });
  await editor.press("Control+a");
  await page.keyboard.insertText('{"identifier": "e2e_made", "title": "Made here", "trigger": {"type": "self-service", "operation": "MAKE"}, "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com"}}');
  await page.getByRole("button", { name: "Make an action" }).click();
  await expect(page.getByRole("alert")).toContainText("trigger.operation");
  await editor.press("Control+a");
  await page.keyboard.insertText('{"identifier": "e2e_made", "title": "Made here", "trigger": {"type": "self-service", "operation": "CREATE"}, "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com"}}');
  await page.getByRole("button", { name: "Make an action" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Made here" })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: "Make an action" })).toBeVisible();
});

test("shows the platform team what is asked for, and what stopped the rest", async ({ page }) => {
  await signIn(page, "/builder/insights");
  const row = page.getByRole("row", { name: /Order a shop service/ });
  await expect(row).toContainText("declined");
  await expect(row.getByRole("img", { name: /Approval .*Queue .*Work/ })).toBeVisible();
  await expect(page.getByText(/No room before March/).first()).toBeVisible();
  await page.getByText("7 days").click();
  await expect(page).toHaveURL(/days=7/);
  await expect(row).toBeVisible();
});
