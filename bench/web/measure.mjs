/** Time to main content with the demo organisation, and how smoothly a long table scrolls; prints two tables. */
import { createRequire } from "node:module";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { loadRecords, openApi } from "./api.mjs";

const { chromium } = createRequire(new URL("../../web/package.json", import.meta.url))("@playwright/test");
const { values } = parseArgs({ options: { runs: { type: "string", default: "5" }, rows: { type: "string", default: "100000" } } });
const runs = Number(values.runs);
const rows = Number(values.rows);
const { BENCH_URL: base, BENCH_EMAIL: email, BENCH_PASSWORD: password } = process.env;
const contentGoal = 1000;
const taskGoal = 200;

const pages = [
  { name: "Home", path: "/", main: "h1 >> text=Welcome", also: "li >> text=/created/" },
  { name: "Catalog", path: "/catalog", main: "main a >> text=Services" },
  { name: "Table of services", path: "/catalog/service", main: "[role=gridcell] >> text=checkout" },
  { name: "Table, grouped", path: "/catalog/service?group=language", main: "[role=gridcell] >> text=checkout" },
  { name: "Service", path: "/catalog/service/checkout", main: "dd >> text=#shop-checkout" },
  { name: "Service, related", path: "/catalog/service/checkout?tab=related&rel=out.dependsOn", main: "td >> text=payment" },
  { name: "Service, graph", path: "/catalog/service/checkout?tab=related&show=graph", main: ".react-flow__node >> text=payment" },
  { name: "Service, audit log", path: "/catalog/service/checkout?tab=audit", main: "table >> text=properties.tier" },
  { name: "Service, readme", path: "/catalog/service/checkout?tab=readme", main: "article h2" },
  { name: "Audit log", path: "/audit", main: "tbody tr >> nth=0" },
  { name: "Data model", path: "/builder", main: ".react-flow__node >> text=Service" },
  { name: "Blueprint", path: "/builder/blueprints/service", main: "main >> text=Slack channel" },
  { name: "Import", path: "/builder/import", main: ".cm-content >> nth=1" },
  { name: "Users", path: "/builder/users", main: `td >> text=${email}` },
];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const verdict = (value, goal) => (value <= goal ? "met" : "missed");

const browser = await chromium.launch({
  executablePath: process.env.FAIRWAY_E2E_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const options = { viewport: { width: 1440, height: 900 }, locale: "en-US" };

console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)} before the first visit`);

try {
  const first = await browser.newContext(options);
  const call = await openApi(first, base, email, password);
  const session = await first.storageState();
  await loadDemo(call);
  await measurePages(session);
  const seconds = await loadRecords(call, rows);
  await measureScrolling(session, seconds);
} finally {
  await browser.close();
}

async function loadDemo(call) {
  await call("POST", "/v1/demo");
  for (let tries = 0; tries < 600; tries += 1) {
    const { demo } = await call("GET", "/v1/demo");
    if (demo.loaded && demo.status !== "RUNNING" && demo.status !== "PENDING") return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("The demo organisation was not loaded within two minutes");
}

/** A visit with an empty cache, from the address to the words that the page is about. */
async function visit(session, { path, main }) {
  const context = await browser.newContext({ ...options, storageState: session });
  const page = await context.newPage();
  const begin = performance.now();
  await page.goto(base + path, { waitUntil: "commit" });
  await page.locator(main).first().waitFor({ timeout: 30_000 });
  const took = performance.now() - begin;
  await context.close();
  return took;
}

async function measurePages(session) {
  await visit(session, pages[0]);
  console.log(`\nTime to main content, empty browser cache, demo organisation (median of ${runs}, goal ${contentGoal} ms)\n`);
  row("Page", "median ms", "slowest ms", "goal");
  row("---", "---:", "---:", "---");
  for (const page of pages) {
    const times = [];
    for (let run = 0; run < runs; run += 1) times.push(await visit(session, page));
    row(page.name, Math.round(median(times)), Math.round(Math.max(...times)), verdict(median(times), contentGoal));
  }
}

/** Turns the wheel without pause until the last row, and takes note of what kept the page from answering. */
async function scroll(session) {
  const context = await browser.newContext({ ...options, storageState: session });
  const page = await context.newPage();
  await page.goto(`${base}/catalog/record`);
  await page.locator("[role=gridcell] >> text=Record 000000").waitFor();
  const result = await page.evaluate(async (limit) => {
    const grid = document.querySelector("[role=grid]");
    const tasks = [];
    const frames = [];
    const watch = new PerformanceObserver((list) => list.getEntries().forEach((entry) => tasks.push(entry.duration)));
    watch.observe({ type: "longtask" });
    const begin = performance.now();
    let last = begin;
    await new Promise((resolve) => {
      const step = (now) => {
        frames.push(now - last);
        last = now;
        grid.scrollTop += 1200;
        const loading = grid.querySelector("[aria-busy=true]");
        const end = !loading && grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 2;
        const known = Number(grid.getAttribute("aria-rowcount")) - 1;
        const lines = Math.round((grid.scrollHeight - 32) / 36);
        if ((end && lines >= known) || now - begin > limit) resolve();
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    watch.disconnect();
    frames.sort((a, b) => a - b);
    return {
      rows: Math.min(Number(grid.getAttribute("aria-rowcount")) - 1, Math.round((grid.scrollTop + grid.clientHeight - 32) / 36)),
      seconds: (performance.now() - begin) / 1000,
      longest: Math.max(0, ...tasks),
      tasks: tasks.length,
      frame: frames[Math.floor(frames.length * 0.95)],
      nodes: grid.querySelectorAll("[role=row]").length,
    };
  }, 150_000);
  await context.close();
  return result;
}

async function measureScrolling(session, seconds) {
  console.log(`\nScrolling ${rows.toLocaleString("en")} rows (loaded through the API in ${seconds.toFixed(1)} s; goal for the longest task ${taskGoal} ms)\n`);
  row("Run", "rows scrolled", "seconds", "longest task ms", "tasks over 50 ms", "frame p95 ms", "rows in the page", "goal");
  row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---");
  const longest = [];
  for (let run = 1; run <= Math.min(runs, 3); run += 1) {
    const found = await scroll(session);
    longest.push(found.longest);
    row(run, found.rows.toLocaleString("en"), found.seconds.toFixed(1), Math.round(found.longest), found.tasks, Math.round(found.frame), found.nodes, verdict(found.longest, taskGoal));
  }
  row("median", "", "", Math.round(median(longest)), "", "", "", verdict(median(longest), taskGoal));
}
