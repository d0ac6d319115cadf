import { expect, inviteMember, openApi, order, removeRequests, removeShop, seedRequests, seedShop, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

let api: Api;
let developer: Person;
const team = "e2e-slip";
const kiosk = "open_a_kiosk";
const kept = "e2e-kept";

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 0);
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  await seedRequests(api, team);
  for (const action of [kiosk, kept]) await api.call("DELETE", `/v1/actions/${action}`);
  developer = await inviteMember(api, baseURL!, { email: "e2e-opens@example.com", teams: [team] });
});

test.afterAll(async () => {
  for (const action of [kiosk, kept]) await api.call("DELETE", `/v1/actions/${action}`);
  await api.call("DELETE", `/v1/users/${developer.email}`);
  await removeRequests(api);
  await removeShop(api);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

const definition = async (action: string) => (await api.call<{ action: Record<string, unknown> }>("GET", `/v1/actions/${action}`)).action;

test("the platform team builds an action as a form, sees it as its users will, and a developer runs it", async ({ page, browser, watch }) => {
  watch.allow(/POST 422/);
  await signIn(page, "/builder/actions/new");
  const preview = page.getByRole("region", { name: "Preview" });
  const inputs = page.getByRole("region", { name: "Inputs" });
  const basics = page.getByRole("region", { name: "Basics" });
  await basics.getByLabel("Name", { exact: true }).fill("Open a kiosk");
  await expect(basics.getByLabel("Identifier")).toHaveValue(kiosk);
  await basics.getByLabel("Button of its form").fill("Open it");
  await page.getByRole("region", { name: "When" }).getByRole("combobox", { name: "Blueprint" }).click();
  await page.getByRole("option", { name: "Shop service" }).click();

  await inputs.getByRole("button", { name: "Add input" }).click();
  const dialog = page.getByRole("dialog", { name: "Add input" });
  await dialog.getByLabel("Name", { exact: true }).fill("Language");
  await expect(dialog.getByLabel("Identifier")).toHaveValue("language");
  for (const [at, language] of ["Go", "Java"].entries()) {
    await dialog.getByRole("button", { name: "Add choice" }).click();
    await dialog.getByLabel(`Choice ${at + 1}`).fill(language);
  }
  await dialog.getByLabel("Required").check();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(preview.getByRole("radio", { name: "Java" })).toBeVisible();

  await inputs.getByRole("button", { name: "Add input" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Contact");
  await dialog.getByRole("button", { name: "jq for Default" }).click();
  await dialog.getByRole("textbox", { name: "Default", exact: true }).fill('.form.name + "@shop.example"');
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await preview.getByLabel("Name").fill("harbour");
  await expect(preview.getByLabel("Contact")).toHaveValue("harbour@shop.example");

  await inputs.getByRole("button", { name: "Fill in step by step" }).click();
  await inputs.getByRole("button", { name: "Add step" }).click();
  await inputs.getByRole("button", { name: /^Move Contact/ }).press("ArrowDown");
  await expect(preview.getByRole("navigation", { name: "Steps" }).getByRole("button")).toHaveText([/Step 1/, /Step 2/]);

  const happens = page.getByRole("region", { name: "What happens" });
  await happens.getByRole("combobox", { name: "Carried out by" }).click();
  await page.getByRole("option", { name: "Call an address" }).click();
  await page.getByRole("button", { name: "Make an action" }).click();
  await page.getByRole("alert").getByRole("button", { name: /invocationMethod\.url/ }).click();
  await expect(happens.getByLabel("Address")).toBeFocused();
  await expect(happens.getByText("is needed by WEBHOOK; it is missing")).toBeVisible();
  await happens.getByRole("combobox", { name: "Carried out by" }).click();
  await page.getByRole("option", { name: "Write an entity" }).click();
  await happens.getByRole("combobox", { name: "Blueprint" }).click();
  await page.getByRole("option", { name: "Shop service" }).click();
  const mapping = happens.getByRole("textbox", { name: "Mapping" });
  await mapping.press("Control+a");
  await page.keyboard.insertText('{"identifier": "{{ .inputs.name }}", "properties": {"language": "{{ .inputs.language }}"}');
  await page.getByRole("button", { name: "Make an action" }).click();
  await expect(page.getByRole("alert").getByText("Mapping: This is not valid JSON")).toBeVisible();
  await mapping.press("Control+End");
  await page.keyboard.insertText("}");

  const who = page.getByRole("region", { name: "Who may" }).getByRole("group", { name: "Ask for it" });
  await who.getByLabel("Every member").uncheck();
  await who.getByRole("combobox", { name: "Teams" }).click();
  await page.getByRole("option", { name: team }).click();
  await page.getByRole("button", { name: "Make an action" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Open a kiosk" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save changes" })).toBeDisabled();
  expect(await api.call("GET", `/v1/actions/${kiosk}/permissions`)).toMatchObject({ permissions: { execute: { teams: [team], roles: ["Admin"] } } });

  const other = await browser.newPage();
  await signIn(other, `/self-service/${kiosk}`, developer);
  await other.getByLabel("Name").fill("harbour-kiosk");
  await other.getByRole("radio", { name: "Java" }).click();
  await expect(other.getByRole("region", { name: "Verdict" })).toContainText("checked just now");
  await other.getByRole("button", { name: "Next" }).click();
  await expect(other.getByLabel("Contact")).toHaveValue("harbour-kiosk@shop.example");
  await other.getByRole("button", { name: "Open it" }).click();
  await expect(other.getByText("Done", { exact: true }).first()).toBeVisible();
  await other.close();
});

test("what was written as JSON is there in the form, and nothing is lost", async ({ page }) => {
  const written = {
    identifier: kept,
    title: "Kept as it is",
    "x-own": { b: 1, a: [2] },
    trigger: {
      type: "self-service",
      operation: "CREATE",
      userInputs: {
        properties: { size: { type: "number", title: "Size", maximum: { jqQuery: ".form.most" }, "x-hint": "big" }, most: { type: "number", title: "Most", default: 5 } },
        required: { jqQuery: '["size"]' },
        titles: { where: { title: "Where", "x-mark": true } },
        order: ["most", "where", "size"],
      },
    },
    invocationMethod: { type: "WEBHOOK", url: "https://example.com/", synchronized: "{{ .inputs.most > 1 }}", "x-retry": 2 },
    requiredApproval: true,
    publish: false,
  };
  await api.call("POST", "/v1/actions", written);
  await signIn(page, `/builder/actions/${kept}`);
  const inputs = page.getByRole("region", { name: "Inputs" });
  await page.getByText("JSON", { exact: true }).click();
  const editor = page.getByRole("textbox", { name: "Definition" });
  await expect(editor).toContainText('"x-own"');
  await editor.press("Control+End");
  await page.keyboard.insertText("}");
  await page.getByText("Form", { exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("This is not valid JSON");
  await expect(editor).toBeVisible();
  await editor.press("Backspace");
  await page.getByText("Form", { exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Before it is carried out" })).toHaveValue("One who may has to approve");
  await inputs.getByRole("button", { name: "Edit Size" }).click();
  await page.getByRole("dialog").getByLabel("Description").fill("In metres");
  await page.getByRole("dialog").getByRole("button", { name: "Change" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Kept as it is was saved")).toBeVisible();
  const size = { ...written.trigger.userInputs.properties.size, description: "In metres" };
  const { properties } = written.trigger.userInputs;
  const saved = await definition(kept);
  expect(saved).toMatchObject({ ...written, trigger: { ...written.trigger, userInputs: { ...written.trigger.userInputs, properties: { ...properties, size } } } });
  expect(Object.keys(saved["trigger"] as object)).toEqual(Object.keys(written.trigger));
});

test("a request is tried before anybody sends it", async ({ page }) => {
  await signIn(page, "/builder/policy");
  await page.getByRole("link", { name: "Try a request" }).click();
  const verdict = page.getByRole("region", { name: "Verdict" });
  await page.getByRole("combobox", { name: "Action" }).click();
  await page.getByRole("option", { name: "Order a shop service" }).click();
  await page.getByLabel("Name").fill("Big Ship");
  await expect(verdict).toContainText("Big Ship has other signs than lower case letters and hyphens.");
  await page.getByLabel("Name").fill("big-ship");
  await page.getByLabel("Replicas").fill("8");
  await expect(verdict).toContainText(`Needs approval from ${team}`);
  await expect(page.getByRole("region", { name: "Approvals that it would wait for" })).toContainText("Many replicas");
  await page.getByRole("combobox", { name: "Asked by" }).click();
  await page.getByRole("option", { name: "e2e-opens" }).click();
  await page.getByLabel("At", { exact: true }).fill("2031-03-02T04:05");
  await expect(page).toHaveURL(/as=e2e-opens.*at=2031-03-0/);
  await page.reload();
  await expect(page.getByLabel("Replicas")).toHaveValue("8");
  await expect(verdict).toContainText("Replicas is 8. With 4 it is given at once.");
  expect(await violations(page)).toEqual([]);
  const { runs } = await api.call<{ runs: unknown[] }>("GET", `/v1/actions/runs?action=${order}&user_email=${developer.email}`);
  expect(runs).toEqual([]);
});
