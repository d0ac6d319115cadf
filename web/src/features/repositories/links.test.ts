import { describe, expect, it } from "vitest";
import { linkInside } from "./links";

const whose = { owner: "team-harbor", name: "tide-tables" };
const at = "/repositories/team-harbor/tide-tables?ref=main";

describe("links of a file", () => {
  it("stay in the repository when they are relative", () => {
    expect(linkInside(whose, "main", "docs/README.md", "how.md#first")).toBe(`${at}&file=docs%2Fhow.md`);
    expect(linkInside(whose, "main", "docs/README.md", "../a%20b.md")).toBe(`${at}&file=a+b.md`);
    expect(linkInside(whose, "main", "docs/README.md", "/charts/")).toBe(`${at}&path=charts`);
    expect(linkInside(whose, "main", "README.md", "../../..")).toBe(at);
  });

  it("are left alone when they lead elsewhere", () => {
    for (const href of ["https://example.com/a", "mailto:harbor-lead@example.com", "#first", "//example.com"]) expect(linkInside(whose, "main", "README.md", href)).toBe(href);
  });
});
