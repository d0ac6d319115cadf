import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vite";
import { parse } from "yaml";

const server = process.env["FAIRWAY_URL"] ?? "http://localhost:8080";

/** The committed description of the API, as a module: no browser needs to understand YAML. */
function apiDescription(): Plugin {
  const name = "virtual:api-description";
  const file = fileURLToPath(new URL("../api/openapi.yaml", import.meta.url));
  return {
    name: "api-description",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      this.addWatchFile(file);
      return `export const description = JSON.parse(${JSON.stringify(JSON.stringify(parse(readFileSync(file, "utf8"))))});`;
    },
  };
}

/** What pages share, in few files: each file costs a request, and a page of a hundred small ones waits for them all. */
const groups = [
  { name: "start", tags: ["$initial" as const], priority: 4 },
  { name: "fields", test: /node_modules\/@mantine\/core\/esm\/components\/(InputBase|PasswordInput|TextInput)\//, minShareCount: 2, priority: 4 },
  { name: "controls", test: /node_modules\/(@mantine|@floating-ui|react-)/, minShareCount: 2, priority: 3 },
  { name: "parts", test: /node_modules\/@(tabler|tanstack)|\/src\/(api|lib)\/|\/src\/components\/(Ago|AuditEntry|BlueprintIcon|Diff|E(ntityLink|rrorState|mptyState|numValue)|LiveMark|PageHead)/, minShareCount: 2, priority: 2 },
  { name: "forms", test: /\/src\/components\/(?!EntityGraph|FlowFrame)/, minShareCount: 2, priority: 1 },
];

export default defineConfig({
  plugins: [react(), apiDescription()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    proxy: { "/v1": { target: server, changeOrigin: true } },
  },
  build: {
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 2000,
    manifest: true,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/lib/testing.ts"],
    css: false,
  },
});
