// The JavaScript that a first visit needs: entry and everything it imports statically.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 250 * 1024;
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const seen = new Set();

const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return;
  seen.add(chunk.file);
  for (const next of chunk.imports ?? []) visit(next);
};

const routes = ["index.html", "src/features/access/SignInPage.tsx", "src/features/home/HomePage.tsx"];
for (const key of routes) visit(key);

const size = [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0);
const kilobytes = (size / 1024).toFixed(1);
if (size > limit) {
  console.error(`Initial route is ${kilobytes} kB of compressed JavaScript; the limit is ${limit / 1024} kB.`);
  process.exit(1);
}
console.log(`Initial route: ${kilobytes} kB of compressed JavaScript (limit ${limit / 1024} kB).`);
