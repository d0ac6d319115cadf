import type { Blueprint } from "@/api/types";
import type { Field } from "@/lib/fields";
import type { TableView } from "./view";

export type TableGraphProps = { blueprint: Blueprint; view: TableView; fields: Field[] };

export function TableGraph({ blueprint }: TableGraphProps) {
  return <div className="stretch" aria-label={blueprint.title} />;
}
