import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "@playwright/test";
import { expect, inviteMember, openApi, overflow, signIn, test, violations } from "./support";
import type { Api, Person } from "./support";

const team = "e2e-quay";
const name = "e2e-tide-tables";
const home = `/repositories/${team}/${name}`;

let api: Api;
let author: Person;
let reviewer: Person;
let token: string;
let folder = "";

/** The program git, as the author has it. */
function git(...args: string[]): string {
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_TERMINAL_PROMPT: "0", GIT_AUTHOR_NAME: "Quay", GIT_AUTHOR_EMAIL: author.email, GIT_COMMITTER_NAME: "Quay", GIT_COMMITTER_EMAIL: author.email };
  return execFileSync("git", args, { cwd: folder, env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function write(path: string, lines: string[]) {
  writeFileSync(join(folder, path), `${lines.join("\n")}\n`);
}

async function tokenOf(person: Person, baseURL: string): Promise<string> {
  const context = await request.newContext({ baseURL });
  const { csrfToken } = (await (await context.post("/v1/auth/session", { data: person })).json()) as { csrfToken: string };
  const made = await context.post("/v1/tokens", { headers: { "x-csrf-token": csrfToken }, data: { name: "git", expiresInDays: 7 } });
  const { value } = (await made.json()) as { value: string };
  await context.dispose();
  return value;
}

const tides = (seventh: string) => Array.from({ length: 12 }, (_, at) => (at === 6 ? seventh : `tide ${at + 1}`));

async function removeAll() {
  await api.call("DELETE", `/v1${home}?confirm=${name}`);
}

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await removeAll();
  await api.call("POST", "/v1/teams", { name: team, users: [] });
  author = await inviteMember(api, baseURL!, { email: "e2e-quay@example.com", teams: [team] });
  reviewer = await inviteMember(api, baseURL!, { email: "e2e-quay-lead@example.com", teams: [team] });
  token = await tokenOf(author, baseURL!);
  folder = mkdtempSync(join(tmpdir(), "fairway-e2e-"));
});

test.afterAll(async () => {
  if (folder) rmSync(folder, { recursive: true, force: true });
  await removeAll();
  for (const person of [author, reviewer]) await api.call("DELETE", `/v1/users/${person.email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

test.describe.configure({ mode: "serial" });

test("a member makes a repository, is told how to begin, and pushes to it with git", async ({ page }) => {
  await signIn(page, "/repositories", author);
  await expect(page.getByRole("heading", { name: "Your teams have no repositories yet" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "New repository" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("No Such Name");
  await dialog.getByLabel("Name").blur();
  await expect(dialog.getByText(/Use 1 to 63 lower case letters/)).toBeVisible();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Description").fill("When ships pass the bar.");
  await dialog.getByRole("button", { name: "Create repository" }).click();

  await expect(page.getByRole("heading", { level: 1, name: `${team}/${name}` })).toBeVisible();
  const commands = page.getByRole("main").getByRole("listitem").filter({ hasText: /^git / });
  await expect(commands).toHaveCount(3);
  await expect(page.getByRole("link", { name: "Create a token" })).toHaveAttribute("href", /\/account/);
  expect(await violations(page)).toEqual([]);

  write("README.md", ["# Tide tables", "", "See [the tides](tides.txt).", "", "<script>window.broken = true</script>"]);
  write("tides.txt", tides("tide 7"));
  write("service.yaml", ["replicas: 2", "name: tides"]);
  const [first, second, third] = await commands.locator("pre").allTextContents();
  git("init", "-b", "main");
  git("add", ".");
  git("commit", "-m", "Begin the tide tables");
  expect(first).toContain("git init -b main");
  const address = new URL(second!.replace("git remote add origin ", ""));
  address.username = author.email;
  address.password = token;
  git("remote", "add", "origin", address.href);
  expect(third).toBe("git push -u origin main");
  git("push", "-u", "origin", "main");
});

test("what was pushed is browsed: folders, files, commits, branches", async ({ page }) => {
  git("checkout", "-b", "faster");
  write("tides.txt", [...tides("tide 7, twice as high"), "tide 13"]);
  git("commit", "-am", "Raise the seventh tide");
  git("push", "origin", "faster");
  git("checkout", "-b", "lower", "main");
  write("tides.txt", tides("tide 7, half as high"));
  git("commit", "-am", "Lower the seventh tide");
  git("push", "origin", "lower");

  await signIn(page, home, author);
  await expect(page.getByRole("heading", { name: "Tide tables" })).toBeVisible();
  await expect(page.getByRole("row", { name: /tides\.txt/ })).toContainText("Begin the tide tables");
  expect(await page.evaluate(() => "broken" in window)).toBe(false);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "the tides" }).click();
  await expect(page).toHaveURL(/file=tides\.txt/);
  await expect(page.getByRole("textbox", { name: "tides.txt" })).toContainText("tide 12");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("combobox", { name: "Branch or tag" }).click();
  await page.getByRole("combobox", { name: "Branch or tag" }).fill("fast");
  await page.getByRole("option", { name: "faster" }).click();
  await expect(page.getByRole("textbox", { name: "tides.txt" })).toContainText("tide 13");
  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("link", { name: "Raise the seventh tide" }).click();
  await expect(page.getByRole("table", { name: "Changes of tides.txt" })).toContainText("tide 7, twice as high");
  expect(await violations(page)).toEqual([]);
  await page.locator("label").filter({ hasText: "Side by side" }).click();
  await expect(page).toHaveURL(/view=split/);
  expect(await violations(page)).toEqual([]);

  await page.goto(`${home}/branches`);
  await expect(page.getByRole("row", { name: /main/ })).toContainText("Default");
  expect(await violations(page)).toEqual([]);
  await page.goto(`${home}/commits`);
  await expect(page.getByRole("link", { name: "Begin the tide tables" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("a branch becomes a change request that waits for an approval", async ({ page }) => {
  await signIn(page, `${home}/branches`, author);
  await page.getByRole("link", { name: "New change request from faster" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Title")).toHaveValue("Raise the seventh tide");
  await expect(dialog.getByRole("status")).toContainText("1 commit");
  await dialog.getByLabel("Description").fill("It was **too low**.");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Open change request" }).click();
  await expect(page).toHaveURL(new RegExp(`${home}/change-requests/1$`));
  await expect(page.getByRole("region", { name: "Description" })).toContainText("It was too low.");
  await expect(page.getByRole("region", { name: "Merge" })).toContainText("0 of 1 approvals are there");
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await api.call("PUT", `/v1${home}/change-requests/1/checks/test`, { state: "FAILURE", summary: "2 of 140 failed", detailsUrl: "https://ci.example.com/7" });
  await api.call("PUT", `/v1${home}/change-requests/1/bot-comments/rendered-diff`, { body: "**1 changed**\n\n<details><summary>changed Deployment</summary>\n\n| Field |\n|---|\n| `replicas` |\n\n</details>\n" });
  await page.reload();
  await expect(page.getByRole("region", { name: "Checks" })).toContainText("2 of 140 failed");
  const told = page.getByRole("article", { name: "Comment of rendered-diff" });
  await expect(told.getByText("replicas")).toBeHidden();
  await told.getByText("changed Deployment").click();
  await expect(told.getByText("replicas")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("a second member comments on a line, by the keyboard too, and approves", async ({ page }) => {
  await signIn(page, "/change-requests", reviewer);
  await page.getByRole("link", { name: "Raise the seventh tide" }).click();
  await page.getByRole("link", { name: "Changes", exact: true }).click();
  const lines = page.getByRole("table", { name: "Changes of tides.txt" });
  await lines.getByRole("button", { name: "Comment on line 4 of tides.txt", exact: true }).focus();
  for (let down = 0; down < 4; down++) await page.keyboard.press("ArrowDown");
  await expect(lines.getByRole("button", { name: "Comment on line 7 of tides.txt", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Comment on line 7 of tides.txt" }).fill("Is it *safe*?");
  await page.keyboard.press("Control+Enter");
  await expect(lines.getByRole("article", { name: `Comment of ${reviewer.email}` })).toContainText("Is it safe?");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Conversation" }).click();
  await expect(page.getByRole("article", { name: `Comment of ${reviewer.email}` })).toContainText("tides.txt:7");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("region", { name: "Merge" })).toContainText("Nothing stands in the way");
  await expect(page.getByRole("region", { name: "Reviewers" })).toContainText("Approved");
});

test("its author merges it, and what conflicts with it then is named", async ({ page }) => {
  await signIn(page, `${home}/change-requests/1`, author);
  await page.getByRole("region", { name: "Merge" }).getByRole("button", { name: "Merge" }).click();
  await expect(page.getByRole("region", { name: "Merge" })).toContainText(`Merged by ${author.email}`);
  await expect(page.getByText("Merged", { exact: true })).toBeVisible();
  await page.goto(`${home}?file=tides.txt`);
  await expect(page.getByRole("textbox", { name: "tides.txt" })).toContainText("tide 13");

  await page.goto(`${home}/change-requests?open=lower`);
  await page.getByRole("dialog").getByRole("button", { name: "Open change request" }).click();
  const merge = page.getByRole("region", { name: "Merge" });
  await expect(merge).toContainText("Conflicts with main in");
  await expect(merge).toContainText("tides.txt");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(merge).toContainText(`Closed by ${author.email}`);
  await page.goto(`${home}/change-requests`);
  await page.getByText("Merged", { exact: true }).click();
  await expect(page.getByRole("row", { name: /Raise the seventh tide/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("a pipeline tests what is pushed, is watched while it runs, stopped and run again", async ({ page }) => {
  git("checkout", "-B", "tested", "main");
  mkdirSync(join(folder, ".fairway"), { recursive: true });
  const waiting = "while [ ! -f go ] && [ $FAIRWAY_BRANCH = tested ]; do sleep 0.2; done";
  write(".fairway/pipeline.yaml", ["stages:", "  - name: build", `    run: 'echo "building the tide tables"; ${waiting}'`, "  - name: test", "    run: 'true'"]);
  git("add", ".");
  git("commit", "-m", "Test the tides");
  git("push", "origin", "tested");
  await signIn(page, `${home}/pipelines`, author);
  const row = page.getByRole("row", { name: /tested/ });
  await expect(row).toContainText("Running");
  await row.getByRole("link", { name: /^Pipeline of/ }).click();
  await expect(page.getByRole("log", { name: "Log" })).toContainText("building the tide tables");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("banner").or(page.getByRole("main")).getByText("Cancelled").first()).toBeVisible();

  write(".fairway/pipeline.yaml", ["stages:", "  - name: test", "    run: |", "      echo '<testsuite><testcase classname=\"tides\" name=\"turn\"><failure message=\"too late\"/></testcase></testsuite>' > results.xml", "      echo the tide did not turn; exit 3", "    junit: results.xml"]);
  git("commit", "-am", "Fail");
  git("push", "origin", "tested");
  await page.goto(`${home}/change-requests?open=tested`);
  await page.getByRole("dialog").getByRole("button", { name: "Open change request" }).click();
  const comment = page.getByRole("main");
  await expect(comment).toContainText("1 of 1 failed");
  await expect(comment).toContainText("tides.turn");
  await expect(comment).toContainText("the tide did not turn");
  await page.goto(`${home}/pipelines`);
  await page.getByRole("row", { name: /Failed/ }).getByRole("link", { name: /^Pipeline of/ }).click();
  await expect(page.getByRole("status")).toContainText("test: It ended with 3");
  const before = page.url();
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page).not.toHaveURL(before);
  await expect(page.getByRole("status")).toContainText("test: It ended with 3");
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test("an address outside is told of the repository: tried, switched off, sent again and removed", async ({ page }) => {
  await signIn(page, `${home}/settings`, author);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await expect(page.getByRole("heading", { name: "Nobody outside is told" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Add a webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("http://127.0.0.2:9/told?token=hidden");
  await dialog.getByLabel("Change requests").check();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Add a webhook" }).click();
  await expect(page.getByRole("dialog", { name: "The webhook is added" })).toContainText("shown this one time");
  await page.getByRole("button", { name: "I have kept it" }).click();

  const row = page.getByRole("row", { name: /127\.0\.0\.2/ });
  await expect(row).toContainText("Change requests, Pushes");
  await row.getByRole("button", { name: "Test" }).click();
  const told = page.getByRole("region", { name: "What 127.0.0.2 was told" }).first();
  await expect(told).toContainText("Waiting");
  await told.getByRole("button", { name: "Send again" }).click();
  await expect(told.getByRole("row")).toHaveCount(3);
  await expect(page.getByRole("main")).not.toContainText("hidden");
  expect(await violations(page)).toEqual([]);
  await row.getByRole("switch").click();
  await expect(row.getByRole("button", { name: "Test" })).toBeDisabled();
  await row.getByRole("button", { name: /Remove/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name: "Nobody outside is told" })).toBeVisible();
});

test("everything fits a phone, and others see why they may not change settings", async ({ page, baseURL }) => {
  const stranger = await inviteMember(api, baseURL!, { email: "e2e-stranger@example.com", teams: [] });
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, `${home}/settings`, stranger);
  await expect(page.getByText(`Only the team ${team}`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete repository" })).toHaveCount(0);
  for (const at of ["/repositories", home, `${home}?file=tides.txt`, `${home}/commits`, `${home}/branches`, `${home}/change-requests`, `${home}/settings`, `${home}/settings/webhooks`, `${home}/change-requests/1`, `${home}/change-requests/1?tab=changes&view=split`, "/change-requests?of=all"]) {
    await page.goto(at);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    expect.soft(await overflow(page), at).toBeLessThanOrEqual(0);
    expect.soft(await violations(page), at).toEqual([]);
  }
  await api.call("DELETE", `/v1/users/${stranger.email}`);
});

test("its team gives it another name, under which the old address is led on", async ({ page, watch }) => {
  watch.allow(/ 404 /);
  await signIn(page, `${home}/settings`, author);
  await page.getByLabel("New name").fill(`${name}-old`);
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page).toHaveURL(new RegExp(`/${name}-old/settings`));
  await expect(page.getByRole("heading", { level: 1, name: `${team}/${name}-old` })).toBeVisible();
  await page.goto(`${home}/commits`);
  await expect(page).toHaveURL(new RegExp(`/${name}-old/commits`));
  await expect(page.getByRole("heading", { level: 1, name: `${team}/${name}-old` })).toBeVisible();
  await api.call("POST", `/v1${home}-old/rename`, { name });
});

test("its team changes its protection, and deletes it once its name was typed", async ({ page }) => {
  await signIn(page, `${home}/settings`, author);
  await page.getByLabel("Required approvals").fill("2");
  await page.getByRole("combobox", { name: "Required checks" }).fill("test");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save changes" }).click();
  const protection = async () => (await api.call<{ repository: { protection: object } }>("GET", `/v1${home}`)).repository.protection;
  await expect.poll(protection).toEqual({ enabled: true, requiredApprovals: 2, staleApprovals: true, requiredChecks: ["test"] });
  await expect(page.getByRole("button", { name: "Save changes" })).toBeDisabled();
  await page.getByRole("button", { name: "Delete repository" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Delete repository" })).toBeDisabled();
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await dialog.getByRole("button", { name: "Delete repository" }).click();
  await expect(page.getByRole("heading", { name: "Your teams have no repositories yet" })).toBeVisible();
});
