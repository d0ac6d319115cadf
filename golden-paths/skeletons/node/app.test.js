const assert = require("node:assert");
const { once } = require("node:events");
const { after, before, test } = require("node:test");
const { makeServer } = require("./app");

const server = makeServer();
let address;

before(async () => {
  server.listen(0);
  await once(server, "listening");
  address = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test("says that it is well", async () => {
  const answer = await fetch(`${address}/health`);
  assert.deepStrictEqual(await answer.json(), { status: "UP" });
});

test("has nothing at other paths", async () => {
  const answer = await fetch(`${address}/nothing`);
  await answer.arrayBuffer();
  assert.strictEqual(answer.status, 404);
});
