// Files that the server sends as they are to browsers that take them so: name.js.br and name.js.gz beside name.js.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const smallest = 2048;
const folder = "dist/assets";
const files = readdirSync(folder).map((name) => `${folder}/${name}`).filter((file) => /\.(js|css|svg)$/.test(file) && statSync(file).size >= smallest);

await Promise.all(
  files.map(async (file) => {
    const content = readFileSync(file);
    const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, brotli));
    writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
  }),
);
console.log(`${files.length} files compressed.`);
