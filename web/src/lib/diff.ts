import type { Json } from "@/api/types";

export type DiffLine = { path: string; before: string | null; after: string | null; change: "added" | "removed" | "changed" | "same" };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function flatten(value: unknown, path: string, into: Map<string, string>) {
  if (value === undefined || value === null) return;
  if (isObject(value) && Object.keys(value).length > 0) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${key}` : key, into);
    return;
  }
  into.set(path, typeof value === "string" ? value : JSON.stringify(value, null, 2));
}

const unimportant = new Set(["updatedAt", "version"]);

/** Two values side by side, path by path; nulls count as absent. */
export function diffLines(before: unknown, after: unknown): DiffLine[] {
  const left = new Map<string, string>();
  const right = new Map<string, string>();
  flatten(before as Json, "", left);
  flatten(after as Json, "", right);
  const paths = [...new Set([...left.keys(), ...right.keys()])].filter((path) => !unimportant.has(path));
  return paths.map((path) => {
    const one = left.get(path) ?? null;
    const other = right.get(path) ?? null;
    const change = one === other ? "same" : one === null ? "added" : other === null ? "removed" : "changed";
    return { path, before: one, after: other, change };
  });
}
