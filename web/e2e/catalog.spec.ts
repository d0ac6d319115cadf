import { readFile } from "node:fs/promises";
import { expect, inviteMember, openApi, record, removeShop, seedShop, shop, signIn, test } from "./support";
import type { Api } from "./support";

let api: Api;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await openApi(baseURL!);
  await seedShop(api, 3000);
});

test.afterAll(async () => {
  await removeShop(api);
  await api.context.dispose();
});

const table = `/catalog/${shop}`;

test.describe("the catalog table", () => {
  test("finds, filters, groups and sorts, and keeps it all in the address", async ({ page }) => {
    await signIn(page, table);
    const grid = page.getByRole("grid");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(grid.getByRole("row")).toHaveCount(16);
    await page.getByRole("searchbox", { name: "Search this table" }).fill("auth");
    await expect(grid.getByRole("row")).toHaveCount(3);
    await expect(page).toHaveURL(/q=auth/);
    await page.getByRole("searchbox", { name: "Search this table" }).fill("");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("textbox", { name: "Value" }).or(page.getByRole("combobox", { name: "Value" })).first().click();
    await page.getByRole("option", { name: "Degraded" }).click();
    await page.keyboard.press("Escape");
    await expect(grid.getByRole("row")).toHaveCount(2);
    await page.reload();
    await expect(page.getByRole("grid").getByRole("row")).toHaveCount(2);
    await page.getByRole("button", { name: "Remove Health" }).click();
    await page.getByRole("button", { name: "Group" }).click();
    await page.getByRole("menuitem", { name: "Health" }).click();
    await expect(page.getByRole("treegrid").getByText("13 shop services")).toBeVisible();
    await page.getByRole("treegrid").getByRole("button", { name: /Healthy/ }).click();
    await expect(page.getByRole("gridcell").getByRole("link", { name: "ads" })).toHaveCount(0);
    await page.getByRole("button", { name: "Reset to the saved view" }).click();
    await page.getByRole("columnheader", { name: "Replicas" }).getByRole("button", { name: "Replicas", exact: true }).click();
    await expect(page).toHaveURL(/sort=replicas/);
    await page.goBack();
    await expect(page).not.toHaveURL(/sort=replicas/);
  });

  test("edits a cell in place, and shows the change in the audit log", async ({ page }) => {
    await signIn(page, table);
    const row = page.getByRole("row", { name: /wish-list/ });
    const cell = row.getByRole("gridcell").nth(5);
    await expect(row).toBeVisible();
    const replicas = page.getByRole("columnheader", { name: "Replicas" });
    const at = Number(await replicas.getAttribute("aria-colindex"));
    const target = row.locator(`[role=gridcell][aria-colindex="${at}"]`);
    await target.dblclick();
    await page.getByRole("textbox", { name: "Edit Replicas" }).fill("7");
    await page.keyboard.press("Enter");
    await expect(target).toHaveText("7");
    await expect(cell).toBeVisible();
    await page.goto(`${table}/wish-list?tab=audit`);
    await expect(page.getByRole("cell", { name: "+ 7" })).toBeVisible();
    await expect(page.getByRole("cell", { name: "- 1" })).toBeVisible();
  });

  test("moves by arrow keys, selects by space and opens by enter", async ({ page }) => {
    await signIn(page, table);
    await expect(page.getByRole("row", { name: /ads/ })).toBeVisible();
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect(page.getByRole("toolbar", { name: "Selected rows" })).toContainText("1 selected");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("toolbar", { name: "Selected rows" })).toHaveCount(0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`${shop}/[a-z-]+`));
  });

  test("changes and deletes many at once, and brings them back", async ({ page }) => {
    await signIn(page, table);
    await page.getByRole("checkbox", { name: "Select ads" }).check();
    await page.getByRole("checkbox", { name: "Select currency" }).check();
    await page.getByRole("toolbar").getByRole("button", { name: "Edit" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Field").click();
    await page.getByRole("option", { name: "Replicas" }).click();
    await dialog.getByLabel("New value").fill("9");
    await dialog.getByRole("button", { name: "Change 2 entities" }).click();
    await expect(page.getByText("2 entities changed")).toBeVisible();
    const cell = page.getByRole("row", { name: /ads/ }).getByRole("gridcell", { name: "9", exact: true });
    await expect(cell).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("2 entities are as they were")).toBeVisible();
    await expect(cell).toHaveCount(0);
    await page.getByRole("toolbar").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete 2 entities" }).click();
    await expect(page.getByRole("grid").getByRole("row")).toHaveCount(14);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("grid").getByRole("row")).toHaveCount(16);
  });

  test("moves, sizes and pins columns, and keeps them in the address", async ({ page }) => {
    await signIn(page, table);
    const headers = page.getByRole("columnheader");
    const header = (name: string) => headers.filter({ hasText: name });
    await expect(header("Language")).toBeVisible();
    const before = (await headers.allTextContents()).indexOf("Language");
    await header("Language").dragTo(header("Health"));
    await expect(page).toHaveURL(/cols=/);
    expect((await headers.allTextContents()).indexOf("Language")).toBeLessThan(before);
    const old = (await header("Health").boundingBox())!;
    await page.mouse.move(old.x + old.width, old.y + 16);
    await page.mouse.down();
    await page.mouse.move(old.x + old.width + 90, old.y + 16, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => Math.round((await header("Health").boundingBox())!.width)).toBe(Math.round(old.width + 90));
    await header("Replicas").hover();
    await page.getByRole("button", { name: "Menu of column Replicas" }).click();
    await page.getByRole("menuitem", { name: "Pin" }).click();
    await expect.poll(async () => (await headers.allTextContents()).indexOf("Replicas")).toBe(2);
    await page.reload();
    await expect.poll(async () => (await headers.allTextContents()).indexOf("Replicas")).toBe(2);
    await page.getByRole("grid").evaluate((grid) => grid.scrollTo(600, 0));
    await expect(header("Replicas")).toBeInViewport();
  });

  test("shows a shared view to others and keeps a private one", async ({ page, browser, baseURL }) => {
    const member = await inviteMember(api, baseURL!, { email: "e2e-viewer@example.com", teams: [] });
    await signIn(page, `${table}?group=language`);
    for (const [name, who] of [["Only mine", "Only me"], ["For all", "Everyone"]] as const) {
      await page.getByRole("button", { name: "Save view" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name").fill(name);
      await dialog.getByText(who, { exact: true }).click();
      await dialog.getByRole("button", { name: "Save view" }).click();
      await expect(page.getByRole("button", { name: new RegExp(name) })).toBeVisible();
    }
    const theirs = await (await browser.newContext()).newPage();
    await signIn(theirs, table, member);
    await theirs.getByRole("button", { name: "For all" }).click();
    await expect(theirs.getByRole("button", { name: "Group: Language" })).toBeVisible();
    await expect(theirs.getByRole("button", { name: "Only mine" })).toHaveCount(0);
    await expect(theirs.getByRole("button", { name: "Actions of this view" })).toHaveCount(0);
    await theirs.context().close();
    await api.call("DELETE", `/v1/users/${member.email}`);
  });

  test("saves what is shown as a view of its own", async ({ page }) => {
    await signIn(page, `${table}?group=language`);
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("By language");
    await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
    await expect(page).toHaveURL(/view=/);
    await expect(page.getByRole("button", { name: "Group: Language" })).toBeVisible();
    await page.getByRole("button", { name: "Actions of this view" }).click();
    await page.getByRole("menuitem", { name: "Delete view" }).click();
    await expect(page).not.toHaveURL(/view=/);
  });

  test("hides a column and sets the density", async ({ page }) => {
    await signIn(page, table);
    await page.getByRole("button", { name: /^Columns/ }).click();
    await page.getByRole("checkbox", { name: "Public" }).uncheck();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("columnheader", { name: "Public" })).toHaveCount(0);
    await expect(page).toHaveURL(/cols=/);
    await page.getByRole("button", { name: "Density: compact" }).click();
    await expect(page).toHaveURL(/density=roomy/);
  });

  test("creates by form, says what is wrong, and goes to JSON and back without loss", async ({ page }) => {
    await signIn(page, table);
    await page.getByRole("button", { name: "Create shop service" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Name").fill("Gift card");
    await expect(form.getByLabel("Identifier")).toHaveValue("gift-card");
    await form.getByLabel("Repository").fill("not an address");
    await form.getByRole("button", { name: "Create shop service" }).click();
    await expect(form.getByText("2 things to correct")).toBeVisible();
    await form.getByLabel("Repository").fill("https://git.shop.example/gift-card");
    await form.getByLabel("Language").click();
    await page.getByRole("option", { name: "Python" }).click();
    await form.getByText("JSON", { exact: true }).click();
    await expect(form.getByRole("textbox", { name: "JSON" })).toContainText("gift-card");
    await form.getByText("Form", { exact: true }).click();
    await expect(form.getByLabel("Name")).toHaveValue("Gift card");
    await form.getByRole("button", { name: "Create shop service" }).click();
    await expect(page.getByText("Gift card was created")).toBeVisible();
    await expect(page.getByRole("gridcell").getByRole("link", { name: "Gift card" })).toBeVisible();
    await api.call("DELETE", `/v1/blueprints/${shop}/entities/gift-card`);
  });

  test("shows changes of others as they happen", async ({ page }) => {
    await signIn(page, table);
    const row = page.getByRole("row", { name: /pricing/ });
    await expect(row).toBeVisible();
    await expect(page.getByText(/^Live/)).toBeVisible();
    await api.call("PATCH", `/v1/blueprints/${shop}/entities/pricing`, { properties: { replicas: 42 } });
    await expect(row).toContainText("42");
    await expect(row).toHaveAttribute("data-fresh", "true");
  });

  test("scrolls thousands of rows and keeps only some in the page", async ({ page }) => {
    await signIn(page, `/catalog/${record}`);
    const grid = page.getByRole("grid");
    await expect(page.getByText(/of 3,000/)).toBeVisible();
    await expect(async () => {
      await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await expect(page.getByRole("gridcell").getByRole("link", { name: "Record 002999" })).toBeVisible({ timeout: 100 });
    }).toPass({ intervals: [20] });
    expect(await grid.getByRole("row").count()).toBeLessThan(80);
  });

  test("exports what is shown, as CSV and as JSON", async ({ page }) => {
    await signIn(page, `${table}?q=auth&cols=replicas`);
    await expect(page.getByRole("grid").getByRole("row")).toHaveCount(3);
    const exported = async (format: RegExp) => {
      await page.getByRole("button", { name: "Export" }).click();
      const download = page.waitForEvent("download");
      await page.getByRole("menuitem", { name: format }).click();
      return readFile(await (await download).path(), "utf8");
    };
    const lines = (await exported(/CSV/)).trim().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/replicas/i);
    expect(JSON.stringify(JSON.parse(await exported(/JSON/)))).toMatch(/authentication.*authorization/);
  });

  test("draws the relations of a view", async ({ page }) => {
    await signIn(page, `${table}?show=graph`);
    await expect(page.locator(".react-flow__node")).toHaveCount(15);
    await expect(page.locator(".react-flow__edge")).toHaveCount(2);
  });
});

test.describe("the entity page", () => {
  test("shows properties, relations both ways, audit and a readme that cannot run", async ({ page }) => {
    await signIn(page, `${table}/checkout`);
    await expect(page.getByRole("heading", { level: 1, name: "checkout" })).toBeVisible();
    await expect(page.getByRole("link", { name: "payment" })).toBeVisible();
    await page.getByRole("link", { name: /^Related/ }).click();
    await expect(page.getByRole("row", { name: /pricing/ })).toBeVisible();
    await page.locator("label", { hasText: "Graph" }).click();
    await expect(page.locator(".react-flow__node")).toHaveCount(3);
    await page.getByRole("link", { name: "Readme" }).click();
    await expect(page.getByRole("img", { name: "Diagram" })).toBeVisible({ timeout: 15_000 });
    const article = page.locator("article");
    expect(await page.evaluate(() => "broken" in window)).toBe(false);
    await expect(page.getByRole("img", { name: "Diagram" }).locator("img")).toHaveCount(0);
    expect(await article.innerHTML()).not.toMatch(/<script|<[^>]+ onerror=|(href|src)="javascript:/i);
    await article.getByText("Open").click();
    expect(await page.evaluate(() => "broken" in window)).toBe(false);
    await page.goto(`${table}/payment?tab=related`);
    await expect(page.getByRole("row", { name: /checkout/ })).toBeVisible();
  });

  test("draws what an entity is joined to, step by step", async ({ page }) => {
    await api.call("PATCH", `/v1/blueprints/${shop}/entities/payment`, { relations: { depends_on: ["currency"] } });
    await signIn(page, `${table}/checkout?tab=related&show=graph`);
    const nodes = page.locator(".react-flow__node");
    await expect(nodes).toHaveCount(3);
    await page.getByRole("radiogroup", { name: "Steps away" }).getByText("2").click();
    await expect(nodes).toHaveCount(4);
    await nodes.filter({ hasText: "currency" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "currency" })).toBeVisible();
  });

  test("shows what others change as they do", async ({ page }) => {
    await signIn(page, `${table}/rating`);
    await expect(page.getByRole("heading", { level: 1, name: "rating" })).toBeVisible();
    let replicas = 70;
    await expect(async () => {
      replicas += 1;
      await api.call("PATCH", `/v1/blueprints/${shop}/entities/rating`, { properties: { replicas } });
      await expect(page.getByText(String(replicas), { exact: true })).toBeVisible({ timeout: 1000 });
    }).toPass();
  });

  test("shows both sides when two people change the same entity", async ({ page, watch }) => {
    watch.allow(/PUT 409/);
    await signIn(page, `${table}/shipping`);
    await page.getByRole("button", { name: "Edit" }).click();
    const form = page.getByRole("dialog").first();
    await form.getByLabel("Replicas").fill("11");
    await api.call("PATCH", `/v1/blueprints/${shop}/entities/shipping`, { properties: { replicas: 22 } });
    await form.getByRole("button", { name: "Save changes" }).click();
    const conflict = page.getByRole("dialog", { name: "Someone else changed this too" });
    await expect(conflict.getByRole("cell", { name: "- 22" })).toBeVisible();
    await expect(conflict.getByRole("cell", { name: "+ 11" })).toBeVisible();
    await conflict.getByRole("button", { name: "Save mine over it" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect(page.getByRole("main").getByText("11", { exact: true })).toBeVisible();
  });

  test("guards what is not saved, checks JSON while it is typed, and takes theirs after a conflict", async ({ page, watch }) => {
    watch.allow(/PUT 409/);
    await signIn(page, `${table}/rating`);
    await page.getByRole("button", { name: "Edit" }).click();
    const form = page.getByRole("dialog").first();
    await form.getByLabel("Replicas").fill("12");
    await form.getByRole("button", { name: "Cancel" }).click();
    const leaving = page.getByRole("dialog", { name: "Leave without saving" });
    await expect(leaving).toBeVisible();
    await leaving.getByRole("button", { name: "Cancel" }).click();
    await form.getByText("JSON", { exact: true }).click();
    const editor = form.getByRole("textbox", { name: "JSON" });
    const text = (await api.call<{ entity: { properties: object } }>("GET", `/v1/blueprints/${shop}/entities/rating`)).entity.properties;
    await editor.fill(JSON.stringify({ identifier: "rating", title: "rating", icon: "", team: [], colour: 1, properties: { ...text, replicas: 13 }, relations: { depends_on: [] } }));
    await expect(form.locator(".cm-lintRange-error").first()).toBeVisible();
    await editor.fill(JSON.stringify({ identifier: "rating", title: "rating", icon: "", team: [], properties: { ...text, replicas: 13 }, relations: { depends_on: [] } }));
    await expect(form.locator(".cm-lintRange-error")).toHaveCount(0);
    await api.call("PATCH", `/v1/blueprints/${shop}/entities/rating`, { properties: { replicas: 23 } });
    await form.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("dialog", { name: "Someone else changed this too" }).getByRole("button", { name: "Start again from theirs" }).click();
    await expect(editor).toContainText("23");
    await form.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });

  test("warns of dependents before it deletes", async ({ page, watch }) => {
    watch.allow(/GET 404 .*entities\/payment/);
    await signIn(page, `${table}/payment`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(page.getByRole("dialog")).toContainText("checkout");
    await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${shop}$`));
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("gridcell").getByRole("link", { name: "payment", exact: true })).toBeVisible();
  });
});
