import { generateKeyPairSync, verify } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { expect, openApi, signIn, test } from "./support";
import type { Api } from "./support";

const host = "e2e-github";
const appHost = "e2e-github-app";
const team = "e2e-harbor";
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

let api: Api;
let github: Server;
let url: string;

/** Whether a JSON web token is the app's. */
function isOfApp(token: string) {
  const [header, claims, signature] = token.split(".");
  return signature !== undefined && verify("RSA-SHA256", Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, "base64url"));
}

/** As far as GitHub is asked for its account or app and one repository. */
test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  await api.call("POST", "/v1/teams", { name: team });
  github = createServer((request, answer) => {
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    const isKnown = request.url?.endsWith("/app") ? isOfApp(token) : token === "e2e-token";
    const body = isKnown ? { slug: "e2e-fairway", login: "fairway-bot", id: 7, full_name: "acme/parcel", default_branch: "main", html_url: "https://github.example.com/acme/parcel" } : { message: "Bad credentials" };
    const isThere = !request.url?.includes("gone") && !request.url?.includes("/git/");
    answer.writeHead(isKnown ? (isThere ? 200 : 404) : 401, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.2", resolve));
  const place = github.address();
  url = `http://127.0.0.2:${typeof place === "object" && place ? place.port : 0}`;
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/git-hosts/${host}`);
  await api.call("DELETE", `/v1/git-hosts/${appHost}`);
  await api.call("DELETE", `/v1/teams/${team}`);
  await api.context.dispose();
  github.close();
});

test("connects a Git host once it takes the token, adds a repository, and forgets both", async ({ page, watch }) => {
  watch.allow(/(PUT|POST) (502|422)/);
  await api.call("DELETE", `/v1/git-hosts/${host}`);
  await signIn(page, "/builder/git-hosts");
  await page.getByRole("button", { name: "Connect a host" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(host);
  await dialog.getByLabel("Address").fill(url);
  await dialog.getByLabel(/^Token/).fill("wrong");
  await dialog.getByRole("button", { name: "Test and save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Bad credentials");
  await dialog.getByLabel(/^Token/).fill("e2e-token");
  await dialog.getByRole("button", { name: "Test and save" }).click();
  await expect(page.getByRole("row", { name: new RegExp(host) })).toContainText("fairway-bot");
  await page.getByRole("button", { name: `Test ${host}` }).click();
  await expect(page.getByText("It answers, as fairway-bot")).toBeVisible();

  await page.getByRole("link", { name: host }).click();
  await page.getByRole("button", { name: "Add a repository" }).click();
  await dialog.getByLabel("Path").fill("acme/gone");
  await dialog.getByRole("combobox", { name: "Team" }).fill(team);
  await page.getByRole("option", { name: team }).click();
  await dialog.getByRole("button", { name: "Add a repository" }).click();
  await expect(dialog.getByRole("alert")).toContainText("acme/gone");
  await dialog.getByLabel("Path").fill("acme/parcel");
  await dialog.getByRole("button", { name: "Add a repository" }).click();
  await expect(page.getByRole("row", { name: /acme\/parcel/ })).toContainText(team);
  await page.getByRole("button", { name: "Remove acme/parcel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No repository of this host is known")).toBeVisible();
});

test("connects GitHub as a GitHub App, and keeps its key unless it is given anew", async ({ page, watch }) => {
  watch.allow(/PUT 502/);
  await api.call("DELETE", `/v1/git-hosts/${appHost}`);
  await signIn(page, "/builder/git-hosts");
  await page.getByRole("button", { name: "Connect a host" }).click();
  const dialog = page.getByRole("dialog");
  const save = dialog.getByRole("button", { name: "Test and save" });
  await dialog.getByText("As a GitHub App").click();
  await expect(dialog.getByText("Workflows: read and write")).toBeVisible();
  await dialog.getByLabel("Name").fill(appHost);
  await dialog.getByLabel("Address").fill(url);
  await dialog.getByLabel("App ID").fill("Iv1.8a61");
  await expect(dialog.getByText("a client ID begins with letters")).toBeVisible();
  await dialog.getByLabel("App ID").fill("4711");
  await dialog.getByLabel("Private key").fill("of another kind");
  await expect(save).toBeDisabled();
  await dialog.getByLabel("Private key").fill(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  await save.click();
  await expect(dialog.getByRole("alert")).toContainText("does not take Fairway's GitHub App");
  await dialog.locator("input[type=file]").setInputFiles({ name: "e2e.pem", mimeType: "application/x-pem-file", buffer: Buffer.from(privateKey.export({ type: "pkcs1", format: "pem" })) });
  await save.click();
  const row = page.getByRole("row", { name: new RegExp(appHost) });
  await expect(row).toContainText("e2e-fairway[bot]");
  await expect(row).toContainText("GitHub App 4711");

  await page.getByRole("button", { name: `Edit ${appHost}` }).click();
  await expect(dialog.getByLabel("App ID")).toHaveValue("4711");
  await expect(dialog.getByLabel("Private key")).toHaveValue("");
  await save.click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: `Test ${appHost}` }).click();
  await expect(page.getByText("It answers, as e2e-fairway[bot]")).toBeVisible();
});
