import { describe, expect, it } from "vitest";
import { counted, pluralOf } from "./plural";

describe("the plural of a title", () => {
  it.each([
    ["Service", "Services"],
    ["Running service", "Running services"],
    ["Category", "Categories"],
    ["Gateway", "Gateways"],
    ["API", "APIs"],
    ["DNS", "DNS"],
    ["Process", "Processes"],
    ["Status", "Statuses"],
    ["Alias", "Aliases"],
    ["Analysis", "Analyses"],
    ["Branch", "Branches"],
    ["Person", "People"],
    ["Metadata", "Metadata"],
    ["Products", "Products"],
    ["Node (old)", "Node (old)"],
    ["서비스", "서비스"],
  ])("of %s is %s", (title, plural) => expect(pluralOf(title, "en")).toBe(plural));

  it("is the word itself in Korean", () => expect(pluralOf("Service", "ko")).toBe("Service"));

  it("goes with the number", () => {
    expect([0, 1, 2].map((count) => counted(count, "service", "services"))).toEqual(["services", "service", "services"]);
  });
});
