import { expect, overflow, signIn, test, violations } from "./support";

const recurring = "forget-ended-jobs";
const failing = {
  name: "0198f3b1",
  kind: "import",
  purpose: "Writes the entities of an import, however many there are and whatever stops in between.",
  state: "FAILING",
  asked: { by: "admin@example.com", at: "2026-01-02T10:00:00Z" },
  progress: { done: 1200, total: 2412 },
  lastRun: { startedAt: "2026-01-02T10:00:00Z", endedAt: "2026-01-02T10:01:30Z", result: "FAILURE" },
  nextRunAt: "2026-01-02T10:05:00Z",
  lastError: { at: "2026-01-02T10:01:30Z", message: "The disk is full" },
  consecutiveFailures: 3,
};

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("shows the background jobs and does one now", async ({ page }) => {
      await signIn(page, "/builder/jobs");
      await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();
      const row = page.getByRole("row").filter({ hasText: recurring });
      await expect(row).toContainText("Succeeded");
      await row.getByRole("button", { name: `Run now: ${recurring}` }).click();
      await expect(page.getByText(`${recurring} runs now`)).toBeVisible();
      await expect(row.locator("time").first()).toHaveText("just now");
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("says what fails, why, and how far it came, on a phone too", async ({ page }) => {
  let answers = 0;
  await page.route("**/v1/jobs*", (route) => {
    answers++;
    return route.fulfill({ json: { ok: true, jobs: [answers > 1 ? { ...failing, state: "RUNNING" } : failing], next: null } });
  });
  await signIn(page, "/builder/jobs");
  const row = page.getByRole("row").filter({ hasText: failing.purpose });
  await expect(row).toContainText("failed 3 times in a row");
  await expect(row).toContainText("The disk is full");
  await expect(row).toContainText("took 1.5 min");
  await expect(row).toContainText("1,200 of 2,412");
  await expect(row).toContainText("Asked for by admin@example.com");
  await expect(row.getByText("Running")).toBeVisible();
  await expect(row.getByRole("button")).toBeDisabled();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(row.getByText("1,200 of 2,412")).toBeInViewport();
  expect(await row.getByRole("cell").evaluateAll((cells) => cells.filter((cell) => cell.getBoundingClientRect().right > window.innerWidth).length)).toBe(0);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
});

test("says when the jobs cannot be read, and tries again", async ({ page, watch }) => {
  watch.allow(/503 .*\/v1\/jobs/);
  let broken = true;
  await page.route("**/v1/jobs*", (route) => (broken ? route.fulfill({ status: 503, json: { ok: false, error: "unavailable", message: "The database does not answer" } }) : route.fulfill({ json: { ok: true, jobs: [], next: null } })));
  await signIn(page, "/builder/jobs");
  await expect(page.getByRole("alert")).toContainText("The database does not answer");
  broken = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("No jobs yet")).toBeVisible();
});
