import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import en from "@/messages/en.json";
import ko from "@/messages/ko.json";

type Messages = { [key: string]: string | Messages };

function keysOf(messages: Messages, prefix = ""): string[] {
  return Object.entries(messages).flatMap(([key, value]) => (typeof value === "string" ? [prefix + key] : keysOf(value, `${prefix}${key}.`)));
}

const plural = /_(zero|one|two|few|many|other)$/;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const files = sources("src");
const known = new Set(keysOf(en).map((key) => key.replace(plural, "")));

describe("messages", () => {
  it("have the same keys in English and Korean", () => {
    expect(keysOf(ko).sort()).toEqual(keysOf(en).sort());
  });

  it("use the same placeholders in English and Korean", () => {
    const placeholders = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort();
    const at = (messages: Messages, key: string) => key.split(/\.(?=[^.])/).reduce<string | Messages | undefined>((value, part) => (typeof value === "object" ? value[part] : undefined), messages);
    const different = keysOf(en).filter((key) => !/_one$/.test(key) && String(placeholders(String(at(en, key)))) !== String(placeholders(String(at(ko, key)))));
    expect(different).toEqual([]);
  });

  it("exist for every key that the code uses", () => {
    const missing = files.flatMap((file) => {
      const code = readFileSync(file, "utf8");
      const fixed = [...code.matchAll(/\bt\("([^"]+)"/g)].map((match) => match[1]!).filter((key) => !known.has(key));
      const started = [...code.matchAll(/\bt\(`([^`$]+)\$\{/g)].map((match) => match[1]!).filter((start) => ![...known].some((key) => key.startsWith(start)));
      return [...fixed, ...started].map((key) => `${file}: ${key}`);
    });
    expect(files.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });
});
