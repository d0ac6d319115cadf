import { createServer } from "node:http";
import type { Server } from "node:http";
import { expect, inviteMember, openApi, test, violations } from "./support";
import type { Api, Person } from "./support";

const team = "e2e-watch";
const action = "e2e_watch";

let api: Api;
let approver: Person;
let slack: Server;
let told: string[] = [];

/** What stands for Slack, on an address that the tests' server may call. */
async function listen(): Promise<string> {
  slack = createServer((message, answer) => {
    let body = "";
    message.on("data", (part: Buffer) => (body += part.toString()));
    message.on("end", () => {
      told.push((JSON.parse(body) as { text: string }).text);
      answer.end("ok");
    });
  });
  await new Promise<void>((resolve) => slack.listen(0, "127.0.0.2", resolve));
  const place = slack.address();
  return `http://127.0.0.2:${typeof place === "object" && place ? place.port : 0}/`;
}

test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await api.call("POST", "/v1/teams", { name: team });
  approver = await inviteMember(api, baseURL!, { email: "watch@example.com", teams: [team] });
  await api.call("PUT", `/v1/notifications/teams/${team}`, { slack: await listen() });
  await api.call("DELETE", `/v1/actions/${action}`);
  await api.call("POST", "/v1/actions", {
    identifier: action,
    title: "Open the harbour gate",
    requiredApproval: true,
    trigger: { type: "self-service", operation: "CREATE", userInputs: { properties: { name: { type: "string", title: "Name of the gate" } } } },
    invocationMethod: { type: "WEBHOOK", url: "https://example.invalid/", agent: true },
  });
  await api.call("PATCH", `/v1/actions/${action}/permissions`, { approve: { users: [], roles: [], teams: [team] } });
});

test.beforeEach(() => (told = []));

test.afterAll(async () => {
  slack.close();
  await api.call("DELETE", `/v1/actions/${action}`);
  await api.call("DELETE", `/v1/users/${approver.email}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
});

/** Asks for it, and gives the address in the message that the team gets. */
async function addressOfNext(name: string): Promise<string> {
  await api.call("POST", `/v1/actions/${action}/runs`, { properties: { name } });
  await expect.poll(() => told.length).toBe(1);
  return /\/approve#\S+/.exec(told[0]!)![0];
}

test("a link in the team's channel shows the request, and a press decides once, after signing in", async ({ page, watch }) => {
  watch.allow(/401 .*approval-links\/open/);
  const address = await addressOfNext("north-gate");
  await page.goto(address);
  await page.getByLabel("Email").fill(approver.email);
  await page.getByLabel("Password", { exact: true }).fill(approver.password);
  expect(page.url(), "the token is in no address that a server reads").not.toContain(address.split("#")[1]!.slice(0, 20));
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page.getByRole("heading", { name: "Open the harbour gate: north-gate" })).toBeVisible();
  await expect(page.getByText("Waits for approval").first()).toBeVisible();
  await expect(page.getByRole("term").filter({ hasText: "Name of the gate" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Comment").fill("The tide is right");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText(`${approver.email} has decided with this link.`)).toBeVisible();
  await expect(page.getByText("The tide is right")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

  await page.getByRole("link", { name: "Open the request" }).click();
  await expect(page.getByText(`${approver.email} approved`).first()).toBeVisible();
});

test("a link that was not made here leads nowhere, and says so", async ({ page, watch }) => {
  watch.allow(/404 .*approval-links\/open/);
  await page.goto("/approve#made.up");
  await expect(page.getByRole("heading", { name: "This link leads nowhere" })).toBeVisible();
  await expect(page.getByText("sign in and look at what waits for you")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
