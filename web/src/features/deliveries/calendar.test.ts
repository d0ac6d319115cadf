import { describe, expect, it } from "vitest";
import { dayAfter, monthAfter, today, weeksOf } from "./calendar";

describe("the calendar", () => {
  it("has whole weeks that begin on Monday", () => {
    const weeks = weeksOf("2026-11");
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual(["2026-10-26", "2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31", "2026-11-01"]);
    expect(weeks.at(-1)?.at(-1)).toBe("2026-12-06");
  });

  it("has no more weeks than the month needs", () => {
    expect(weeksOf("2027-02")).toHaveLength(4);
    expect(weeksOf("2027-02")[0]?.[0]).toBe("2027-02-01");
  });

  it("goes over the ends of years, and over days that have 25 hours", () => {
    expect(monthAfter("2026-12", 1)).toBe("2027-01");
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
    expect(dayAfter("2026-10-25")).toBe("2026-10-26");
    expect(dayAfter("2028-02-28")).toBe("2028-02-29");
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  });
});
