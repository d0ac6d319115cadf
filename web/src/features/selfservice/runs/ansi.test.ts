import { expect, test } from "vitest";
import { coloured } from "./ansi";

test("takes a terminal's colours out of the text and keeps them as tones", () => {
  expect(coloured("\u001b[32mok\u001b[0m and \u001b[1;31mbad\u001b[K")).toEqual([
    { text: "ok", tone: "good" },
    { text: " and ", tone: undefined },
    { text: "bad", tone: "bad" },
  ]);
});

test("leaves plain text as it is", () => {
  expect(coloured("[31m is no mark")).toEqual([{ text: "[31m is no mark", tone: undefined }]);
});
