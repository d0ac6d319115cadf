import type { ImportFormat, ImportMapping } from "@/api/types";

export type Source = { format: ImportFormat; content: string; name: string };

export function formatOf(name: string): ImportFormat | null {
  const ending = name.toLowerCase().split(".").pop();
  if (ending === "yaml" || ending === "yml") return "yaml";
  if (ending === "json") return "json";
  return ending === "csv" ? "csv" : null;
}

/** Where a mapping starts: a small one that shows every part. */
export function startMapping(blueprint: string): ImportMapping {
  return {
    resources: [{ itemsToParse: ".body", blueprint, entity: { identifier: ".item.name", title: ".item.name", properties: {}, relations: {} } }],
    createMissingRelatedEntities: false,
    merge: true,
  };
}
