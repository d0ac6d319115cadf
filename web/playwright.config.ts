import { defineConfig } from "@playwright/test";

const delivery = /(approve|builds|deliveries|external|git-hosts|golden|previews|registries|repositories|resources)\.spec/;
const walks = /(accessibility|errors)\.spec/;
const alone = /(announcement|demo|home|navigation)\.spec/;

/**
 * What may run at the same time, as ./test does: the two lanes "catalog" and "delivery" beside each other, and the two walks
 * over all pages. What changes what everybody sees, or looks at what everybody changes, runs alone.
 */
const projects = [
  { name: "catalog", testIgnore: [delivery, walks, alone], workers: 1 },
  { name: "delivery", testMatch: delivery, workers: 1 },
  { name: "walks", testMatch: walks },
  { name: "alone", testMatch: alone, workers: 1 },
];

const config = defineConfig({
  testDir: "e2e",
  timeout: 60_000,
  workers: 1,
  projects,
  retries: process.env["CI"] ? 1 : 0,
  reporter: [["list"]],
  use: {
    baseURL: process.env["FAIRWAY_E2E_URL"] ?? "http://127.0.0.1:8080",
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["FAIRWAY_E2E_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});

export default config;
