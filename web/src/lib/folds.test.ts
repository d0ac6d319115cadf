import { describe, expect, it } from "vitest";
import { foldsOf } from "./folds";

describe("folds of Markdown", () => {
  it("stand between the text around them", () => {
    expect(foldsOf("before\n\n<details><summary>changed <b>Deployment</b></summary>\n\n| a |\n|---|\n\n</details>\n\nafter")).toEqual([
      { kind: "text", text: "before\n" },
      { kind: "fold", summary: "changed Deployment", open: false, inside: [{ kind: "text", text: "\n\n| a |\n|---|\n\n" }] },
      { kind: "text", text: "\nafter" },
    ]);
  });

  it("hold others, and may be open", () => {
    const [outer] = foldsOf("<details open>\n<summary>outer</summary>\n<details>\n<summary>inner</summary>\ndeep\n</details>\n</details>");
    expect(outer).toMatchObject({ kind: "fold", summary: "outer", open: true });
    expect(outer?.kind === "fold" && outer.inside.find((part) => part.kind === "fold")).toMatchObject({ summary: "inner", open: false });
  });

  it("are code inside of fences, and text when nothing ends them", () => {
    const code = "```\n<details>\n</details>\n```";
    expect(foldsOf(code)).toEqual([{ kind: "text", text: code }]);
    const open = "<details>\n<summary>a</summary>\nb";
    expect(foldsOf(open)).toEqual([{ kind: "text", text: open }]);
  });
});
