import { describe, expect, it } from "vitest";
import type { Blueprint } from "@/api/types";
import { checkDraft, draftFromText, draftOf, emptyDraft, suggestIdentifier, toSend } from "./draft";

const blueprint: Blueprint = {
  identifier: "service",
  schema: {
    properties: { url: { type: "string", format: "url" }, replicas: { type: "number", minimum: 1, default: 2 }, limits: { type: "object" } },
    required: ["url"],
  },
  relations: { system: { target: "system", required: true }, uses: { target: "service", many: true } },
  mirrorProperties: {},
  calculationProperties: {},
  aggregationProperties: {},
  ownership: { type: "Direct" },
};

describe("a draft", () => {
  it("starts with defaults and the team of its maker", () => {
    expect(emptyDraft(blueprint, ["team-harbor"])).toMatchObject({ properties: { replicas: 2 }, team: ["team-harbor"] });
  });

  it("names every problem at its field", () => {
    const draft = { ...emptyDraft(blueprint, []), properties: { url: "nowhere", replicas: 0, limits: "{" }, identifier: "a b" };
    expect(Object.keys(checkDraft(draft, blueprint)).sort()).toEqual(["identifier", "properties.limits", "properties.replicas", "properties.url", "relations.system"]);
  });

  it("sends cleared values when editing, and leaves untouched ones out when creating", () => {
    const draft = { ...emptyDraft(blueprint, []), properties: { url: null, replicas: 3 } };
    expect(toSend(draft, blueprint, true).properties).toEqual({ replicas: 3 });
    expect(toSend(draft, blueprint, false).properties).toEqual({ url: null, replicas: 3 });
  });

  it("reads relations with and without titles", () => {
    const entity = { identifier: "a", properties: {}, relations: { system: { identifier: "shop", title: "Shop" }, uses: ["b"] } };
    expect(draftOf(entity, blueprint).relations).toEqual({ system: "shop", uses: ["b"] });
  });

  it("goes to JSON and back without loss, unknown keys included", () => {
    const draft = { ...emptyDraft(blueprint, []), properties: { url: "https://a", extra: [1, { b: null }] } };
    expect(draftFromText(JSON.stringify(draft))).toEqual({ draft });
    expect(draftFromText("[1]")).toHaveProperty("problem");
  });

  it("suggests an identifier in any script", () => {
    expect(suggestIdentifier("Gift Card (new)")).toBe("gift-card-new");
    expect(suggestIdentifier("결제 서비스")).toBe("결제-서비스");
  });
});
