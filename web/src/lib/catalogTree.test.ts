import { describe, expect, it } from "vitest";
import type { Blueprint, Page } from "@/api/types";
import { buildCatalogTree, inOrder, isBlueprintPage } from "./catalogTree";
import { diffLines } from "./diff";

const blueprint = (identifier: string): Blueprint => ({ identifier, title: identifier.toUpperCase(), schema: { properties: {} }, relations: {}, mirrorProperties: {}, calculationProperties: {}, aggregationProperties: {} });
const page = (identifier: string, of: string, parent: string | null = null, after: string | null = null): Page => ({ identifier, type: "blueprint-entities", blueprint: of, parent, after });

describe("the catalog tree", () => {
  it("puts pages into folders, in their order, and leaves saved views and system blueprints out", () => {
    const pages = [page("b", "b", null, "a"), page("a", "a"), page("c", "c", "folder"), page("view", "a", "a"), page("_user", "_user")];
    const tree = buildCatalogTree(["a", "b", "c", "_user"].map(blueprint), pages, [{ identifier: "folder", title: "Folder", sidebarType: "folder" }]);
    expect(tree.map((node) => node.identifier)).toEqual(["a", "b", "folder"]);
    expect(tree[2]).toMatchObject({ kind: "folder", children: [{ blueprint: "c" }] });
    expect(isBlueprintPage(pages[3]!, pages)).toBe(false);
  });

  it("shows a blueprint that has no page", () => {
    expect(buildCatalogTree([blueprint("lonely")], [], [])).toHaveLength(1);
  });

  it("loses nothing when the order goes in a circle", () => {
    expect(inOrder([{ identifier: "a", after: "b" }, { identifier: "b", after: "a" }])).toHaveLength(2);
  });
});

describe("a difference", () => {
  it("is told path by path, and null counts as absent", () => {
    const lines = diffLines({ properties: { a: 1, b: null, c: "x" } }, { properties: { a: 2, b: "new", c: "x" } });
    expect(lines.map((line) => [line.path, line.change])).toEqual([["properties.a", "changed"], ["properties.c", "same"], ["properties.b", "added"]]);
  });
});
