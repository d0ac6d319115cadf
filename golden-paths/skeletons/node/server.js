const { makeServer } = require("./app");

const port = Number(process.env.PORT ?? 8080);
const server = makeServer();

server.listen(port, () => console.log(`Listening on port ${port}`));
// Kubernetes says so before it ends the process.
process.on("SIGTERM", () => server.close());
