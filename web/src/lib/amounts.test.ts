import { describe, expect, it } from "vitest";
import { bytes, measured, money, percent } from "./amounts";
import "@/lib/testing";

describe("amounts", () => {
  it("says sizes in the unit that fits", () => {
    expect(bytes(0)).toBe("0 B");
    expect(bytes(999)).toBe("999 B");
    expect(bytes(12_400_000)).toBe("12.4 MB");
    expect(bytes(3_000_000_000_000_000)).toBe("3,000 TB");
  });

  it("says money with its currency", () => {
    expect(money(8.25, "USD")).toContain("8.25");
  });

  it("tells sizes from counts by their name", () => {
    expect(measured("diskBytes", 1_500)).toBe("1.5 kB");
    expect(measured("connections", 1_500)).toBe("1,500");
    expect(measured("hitRate", 0.987)).toBe("99%");
  });

  it("says shares so that little is not nothing", () => {
    expect(percent(0)).toBe("0%");
    expect(percent(0.0004)).toBe("< 0.1%");
    expect(percent(0.021)).toBe("2.1%");
    expect(percent(0.456)).toBe("46%");
  });
});
