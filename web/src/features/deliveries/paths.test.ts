import { describe, expect, it } from "vitest";
import { dotted, segmentsOf } from "./paths";

describe("paths of values", () => {
  it("read as people write them", () => {
    expect(dotted("/image/tag")).toBe("image.tag");
  });

  it("keep slashes and tildes that belong to a name", () => {
    expect(segmentsOf("/files/~1etc~1app.yaml/content~0")).toEqual(["files", "/etc/app.yaml", "content~"]);
  });

  it("are empty for the whole", () => {
    expect(segmentsOf("")).toEqual([]);
  });
});
