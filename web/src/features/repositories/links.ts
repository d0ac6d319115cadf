import type { Whose } from "@/api/repositories";

/** Where a link of a file in a repository leads: relative ones stay in the repository. */
export function linkInside({ owner, name }: Whose, ref: string, from: string, href: string): string {
  if (href === "" || /^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(href)) return href;
  const [path = ""] = href.split(/[?#]/);
  const parts = path.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(decoded(part));
  }
  const query = new URLSearchParams({ ref });
  if (parts.length > 0) query.set(path.endsWith("/") ? "path" : "file", parts.join("/"));
  return `/repositories/${encodeURIComponent(owner)}/${encodeURIComponent(name)}?${query}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
