const { createServer } = require("node:http");

const name = "skeleton-service";

function answer(path) {
  if (path === "/health") return [200, { status: "UP" }];
  if (path === "/") return [200, { service: name }];
  return [404, { message: `There is nothing at ${path}` }];
}

function makeServer() {
  return createServer((request, response) => {
    const [status, content] = answer(request.url.split("?")[0]);
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(content));
  });
}

module.exports = { makeServer };
