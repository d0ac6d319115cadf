// Files that the server sends as they are to browsers that take them so: name.js.gz beside name.js. Browsers name gzip before
// other codings, and the server goes by their order.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const smallest = 2048;
const folder = "dist/assets";
const files = readdirSync(folder).map((name) => `${folder}/${name}`).filter((file) => /\.(js|css|svg)$/.test(file) && statSync(file).size >= smallest);

await Promise.all(
  files.map(async (file) => {
    writeFileSync(`${file}.gz`, await promisify(gzip)(readFileSync(file), { level: 9 }));
  }),
);
console.log(`${files.length} files compressed.`);
