// Prints "N passed, N failed" (and ", N skipped") for the reports of Surefire, Vitest and Playwright.
// Arguments: a report or a folder of them, and how many checks without a report failed.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const [path, failedChecks = "0"] = process.argv.slice(2);

function surefire(xml) {
  const suite = xml.match(/<testsuite\b[^>]*>/)?.[0] ?? "";
  const number = (name) => Number(suite.match(new RegExp(`\\b${name}="(\\d+)"`))?.[1] ?? 0);
  // what fails before or after all tests of a class is none of them, and stands under flakes
  const failed = number("failures") + number("errors") + number("flakes");
  return { passed: number("tests") - failed - number("skipped"), failed, skipped: number("skipped") };
}

function vitest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function playwright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

function count(file) {
  const text = readFileSync(file, "utf8");
  if (file.endsWith(".xml")) {
    return surefire(text);
  }
  const report = JSON.parse(text);
  return "stats" in report ? playwright(report) : vitest(report);
}

function reports() {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).map((name) => join(path, name)) : [path];
}

const sum = { passed: 0, failed: Number(failedChecks), skipped: 0 };
for (const file of reports().filter((name) => /\.(xml|json)$/.test(name))) {
  for (const [kind, number] of Object.entries(count(file))) {
    sum[kind] += number;
  }
}
const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : "";
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
