// The JavaScript that a first visit needs: the scripts of the document, the page, and everything they import statically.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 250 * 1024;
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const needs = (key, seen = new Set()) => {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const next of chunk.imports ?? []) needs(next, seen);
  return seen;
};

const sizeOf = (file) => gzipSync(readFileSync(`dist/${file}`)).length;

const scripts = [...readFileSync("dist/index.html", "utf8").matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file);
if (scripts.length === 0) throw new Error("dist/index.html names no script");

const firstPages = ["src/features/access/SignInPage.tsx", "src/features/home/HomePage.tsx"];
for (const page of firstPages) {
  if (!manifest[page]) throw new Error(`${page} is not a chunk of its own: ${Object.keys(manifest).length} chunks known`);
  const files = new Set([...scripts, ...needs(page)]);
  const size = [...files].reduce((sum, file) => sum + sizeOf(file), 0);
  const kilobytes = (size / 1024).toFixed(1);
  if (size > limit) {
    console.error(`${page} needs ${kilobytes} kB of compressed JavaScript; the limit is ${limit / 1024} kB.`);
    process.exit(1);
  }
  console.log(`${page}: ${kilobytes} kB of compressed JavaScript (limit ${limit / 1024} kB).`);
}
