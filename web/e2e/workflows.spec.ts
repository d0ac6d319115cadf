import { expect, flow, inviteMember, openApi, removeRequests, removeShop, seedFlow, seedRequests, seedShop, shop, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";
import type { Page } from "@playwright/test";

let api: Api;
let requester: Person;
const team = "e2e-mast";
const made = "e2e-made";

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 0);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  await seedRequests(api, team);
  await seedFlow(api);
  requester = await inviteMember(api, baseURL!, { email: "e2e-grows@example.com", teams: [team] });
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/users/${requester.email}`);
  await api.call("DELETE", `/v1/workflows/${made}`);
  await removeRequests(api);
  await removeShop(api);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

const replicasOf = async (entity: string) => (await api.call<{ entity: { properties: { replicas: number } } }>("GET", `/v1/blueprints/${shop}/entities/${entity}`)).entity.properties.replicas;

async function begin(page: Page, entity: string) {
  await signIn(page, `/self-service/${flow}?entity=${entity}`, requester);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Grow a shop service: ${entity}` })).toBeVisible();
  await expect(page.getByRole("region", { name: "Is it fast enough?" })).toBeVisible();
}

test("a workflow goes step by step, asks its requester, and goes on by the button that is pressed", async ({ page, watch }) => {
  watch.allow(/POST 422 .*\/answer/);
  await begin(page, "order");
  expect(await replicasOf("order")).toBe(7);
  const question = page.getByRole("region", { name: "Is it fast enough?" });
  await expect(question).toContainText("Look at its page first.");
  await question.getByRole("button", { name: "Too slow" }).click();
  await expect(question.getByText("is required")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.goto("/approvals");
  await page.getByRole("link", { name: "Grow a shop service: order" }).first().click();
  await question.getByLabel("What you saw").fill("Still slow");
  await question.getByRole("button", { name: "Too slow" }).click();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Answers: Is it fast enough?" })).toContainText("note: Still slow");
  await expect(page.getByText("Grow to nine")).toBeVisible();
  expect(await replicasOf("order")).toBe(9);
  await page.getByRole("link", { name: "Graph" }).click();
  await expect(page.getByRole("group", { name: "Graph" }).getByText("Grow to nine")).toBeVisible();
});

test("its requester stops a workflow in the middle, and what it did is undone", async ({ page }) => {
  await begin(page, "payment");
  await page.getByRole("button", { name: "Cancel request" }).click();
  await page.getByLabel("Reason").fill("Not needed any more");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel request" }).click();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Undo: Try with seven")).toBeVisible();
  await expect(page.getByText(/Not needed any more/).first()).toBeVisible();
  expect(await replicasOf("payment")).toBe(2);
});

test("the platform team draws a workflow, writes it as YAML, and makes a new version", async ({ page }) => {
  await signIn(page, "/builder/workflows/new");
  const graph = page.getByRole("group", { name: "Graph" });
  await expect(graph.getByText("Call", { exact: true })).toBeVisible();
  await graph.getByText("Call", { exact: true }).click();
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByRole("menuitem", { name: "Wait for a time" }).click();
  await expect(page.getByRole("region", { name: "Step" })).toContainText("A duration such as 10m");
  await page.getByRole("textbox", { name: "Title" }).fill("Cool down");
  await expect(graph.getByText("Cool down")).toBeVisible();
  await page.getByText("YAML", { exact: true }).click();
  const yaml = page.getByRole("textbox", { name: "YAML" });
  await expect(yaml).toContainText("new-workflow");
  await yaml.press("Control+a");
  await page.keyboard.insertText(
    `identifier: ${made}\ntitle: Made by hand\nnodes:\n  - identifier: ask\n    config: {type: SELF_SERVE_TRIGGER}\n  - identifier: wait\n    title: Wait a bit\n    config: {type: TIMER, duration: soon}\nconnections:\n  - {sourceIdentifier: ask, targetIdentifier: wait}\n`,
  );
  await expect(page.getByRole("alert")).toContainText("is no length of time up to a year");
  await yaml.press("Control+a");
  await page.keyboard.insertText(
    `identifier: ${made}\ntitle: Made by hand\nnodes:\n  - identifier: ask\n    config: {type: SELF_SERVE_TRIGGER}\n  - identifier: wait\n    title: Wait a bit\n    config: {type: TIMER, duration: 1s}\nconnections:\n  - {sourceIdentifier: ask, targetIdentifier: wait}\n`,
  );
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByRole("button", { name: "Make a workflow" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Made by hand" })).toBeVisible();
  await expect(page.getByText("Version 1. Runs go on with the version that they began with.")).toBeVisible();
  await graph.getByText("Wait a bit").click();
  await page.getByRole("textbox", { name: "Title" }).fill("Wait a little");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Version 2. Runs go on with the version that they began with.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Version 2", exact: true }).click();
  await expect(page.getByText("Wait a little").last()).toBeVisible();
  await page.getByRole("link", { name: "Open its form" }).click();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
});

test("the platform team walks through a workflow before anybody asks for it, and nothing happens", async ({ page, watch }) => {
  watch.allow(/422 .*dry-run/);
  const before = await replicasOf("payment");
  await signIn(page, `/builder/workflows/${flow}`);
  const card = page.getByRole("region", { name: "Dry run" });
  const supposed = card.getByRole("textbox", { name: "What is supposed" });
  await expect(supposed).toContainText('"look": "slow"');
  await card.getByRole("button", { name: "Walk through" }).click();
  await expect(card.getByRole("alert")).toContainText("entity");
  await supposed.press("Control+a");
  await page.keyboard.insertText('{"entity": "payment", "properties": {"why": "A sale"}, "failing": ["grow"]}');
  await card.getByRole("button", { name: "Walk through" }).click();
  await expect(card.getByRole("status")).toContainText("Grow to nine failed");
  await expect(card.getByRole("listitem")).toHaveCount(5);
  await expect(card.getByRole("listitem").last()).toContainText("Undoes Try with seven");
  await card.getByText("What it would send").first().click();
  await expect(card.getByText('"replicas": 7').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await replicasOf("payment")).toBe(before);
});

test("automations show what followed from events, and what did not and why", async ({ page }) => {
  const automation = "e2e-follows";
  await api.call("DELETE", `/v1/actions/${automation}`);
  await api.call("POST", "/v1/actions", {
    identifier: automation,
    trigger: { type: "automation", event: { type: "ENTITY_UPDATED", blueprintIdentifier: shop }, condition: { type: "JQ", combinator: "and", expressions: [".diff.after.properties.replicas > 15"] } },
    invocationMethod: { type: "UPSERT_ENTITY", blueprintIdentifier: shop, mapping: { identifier: "pricing", properties: { health: "Degraded" } } },
    publish: true,
  });
  await api.call("PATCH", `/v1/blueprints/${shop}/entities/checkout`, { properties: { replicas: 11 } });
  await api.call("PATCH", `/v1/blueprints/${shop}/entities/checkout`, { properties: { replicas: 16 } });
  await signIn(page, "/builder/automations");
  const row = (text: string) => page.getByRole("row").filter({ hasText: automation }).filter({ hasText: text });
  await expect(async () => {
    await page.reload();
    await expect(row("Started").first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(row("Skipped").first()).toContainText("Its condition did not hold: .diff.after.properties.replicas > 15");
  await row("Started").first().getByRole("link", { name: /^r_/ }).click();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  await page.goto("/builder/automations");
  await page.getByText("All automations").click();
  const listed = page.getByRole("row").filter({ hasText: automation });
  await expect(listed).toContainText("An entity changes");
  await listed.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/builder/actions/${automation}`));
  await api.call("DELETE", `/v1/actions/${automation}`);
});
