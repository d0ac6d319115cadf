/** The HTTP API, signed in as the administrator of the measured server. */
export async function openApi(context, base, email, password) {
  const reply = await context.request.post(`${base}/v1/auth/session`, { data: { email, password } });
  if (reply.status() !== 200) throw new Error(`The sign-in answered ${reply.status()}: ${await reply.text()}`);
  const { csrfToken } = await reply.json();
  return async (method, path, body) => {
    const answer = await context.request.fetch(base + path, { method, timeout: 120_000, headers: { "x-csrf-token": csrfToken }, ...(body === undefined ? {} : { data: body }) });
    if (answer.status() >= 400) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.json();
  };
}

const colours = ["red", "green", "blue", "amber"];

/** One kind of thing with eight properties, and as many of it as asked for. */
export async function loadRecords(call, rows) {
  await call("POST", "/v1/blueprints", {
    identifier: "record",
    title: "Record",
    schema: {
      properties: {
        colour: { type: "string", title: "Colour", enum: colours, enumColors: { red: "red", green: "green", blue: "blue", amber: "yellow" } },
        size: { type: "number", title: "Size" },
        active: { type: "boolean", title: "Active" },
        address: { type: "string", format: "url", title: "Address" },
        owner: { type: "string", format: "email", title: "Owner mail" },
        seen: { type: "string", format: "date-time", title: "Seen" },
        tags: { type: "array", title: "Tags", items: { type: "string" } },
        note: { type: "string", title: "Note" },
      },
    },
  });
  const begin = Date.now();
  for (let at = 0; at < rows; at += 1000) {
    const entities = Array.from({ length: Math.min(1000, rows - at) }, (_, one) => record(at + one));
    await call("POST", "/v1/blueprints/record/entities/bulk?upsert=true", { entities });
  }
  return (Date.now() - begin) / 1000;
}

function record(number) {
  const name = String(number).padStart(6, "0");
  return {
    identifier: `record-${name}`,
    title: `Record ${name}`,
    properties: {
      colour: colours[number % 4],
      size: (number * 7919) % 1000,
      active: number % 3 === 0,
      address: `https://records.example/${name}`,
      owner: `keeper-${number % 50}@example.com`,
      seen: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
      tags: [`t${number % 10}`, `u${number % 7}`],
      note: `Kept on shelf ${number % 500}`,
    },
  };
}
