import { createServer } from "node:http";
import type { Server } from "node:http";
import { expect, openApi, signIn, test } from "./support";
import type { Api } from "./support";

const name = "e2e-company";

let api: Api;
let registry: Server;
let address: string;

/** As far as a registry is asked whether it takes a password. */
test.beforeAll(async ({ baseURL }) => {
  api = await openApi(baseURL!);
  const taken = `Basic ${Buffer.from("robot:e2e-password").toString("base64")}`;
  registry = createServer((request, answer) => {
    const isKnown = request.headers.authorization === taken;
    answer.writeHead(isKnown ? 200 : 401, { "content-type": "application/json", "www-authenticate": 'Basic realm="e2e"' }).end(isKnown ? "{}" : '{"errors":[{"code":"UNAUTHORIZED","message":"who are you"}]}');
  });
  await new Promise<void>((resolve) => registry.listen(0, "127.0.0.2", resolve));
  const place = registry.address();
  address = `http://127.0.0.2:${typeof place === "object" && place ? place.port : 0}`;
});

test.afterAll(async () => {
  await api.call("DELETE", `/v1/image-registries/${name}`);
  await api.context.dispose();
  registry.close();
});

test("connects a registry once it takes the password, changes its paths, and forgets it", async ({ page, watch }) => {
  watch.allow(/PUT (502|422)/);
  await api.call("DELETE", `/v1/image-registries/${name}`);
  await signIn(page, "/builder/image-registries");
  await page.getByRole("button", { name: "Connect a registry" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Not a name");
  await dialog.getByLabel("Address").fill(address);
  await expect(dialog.getByText("Not a name is not a letter")).toBeVisible();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("textbox", { name: "User" }).fill("robot");
  await dialog.getByLabel(/^Password/).fill("wrong");
  await dialog.getByRole("button", { name: "Test and save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("does not take Fairway's user or password");
  await dialog.getByLabel(/^Password/).fill("e2e-password");
  await dialog.getByRole("button", { name: "Test and save" }).click();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("{team}/**");
  await page.getByRole("button", { name: `Test ${name}` }).click();
  await expect(page.getByText("It answers, and takes user and password")).toBeVisible();

  await page.getByRole("button", { name: `Edit ${name}` }).click();
  await dialog.getByLabel("Paths of teams").fill("apps/{team}/*");
  await dialog.getByRole("button", { name: "Test and save" }).click();
  await expect(row).toContainText("apps/{team}/*");
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(row).toHaveCount(0);
});
