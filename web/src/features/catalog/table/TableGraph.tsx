import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { searchEntities } from "@/api/entities";
import type { Blueprint } from "@/api/types";
import { EntityGraph } from "@/components/EntityGraph";
import type { GraphEdge, GraphNode } from "@/components/EntityGraph";
import { ErrorState } from "@/components/ErrorState";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";
import { referencesOf } from "@/lib/fields";
import type { TableView } from "./view";

const most = 120;

/** The entities of this view and what they are related to, as far as a picture stays readable. */
export function TableGraph({ blueprint, view }: { blueprint: Blueprint; view: TableView }) {
  const { t } = useTranslation();
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const query = view.filter && view.filter.rules.length > 0 ? view.filter : undefined;
  const found = useQuery({
    queryKey: ["rows", blueprint.identifier, "graph", query, view.q, view.sort],
    queryFn: ({ signal }) => searchEntities(blueprint.identifier, { query, search: view.q || undefined, sort: view.sort, limit: most, attachTitles: true, count: true }, signal),
    placeholderData: keepPreviousData,
  });
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  const add = (kind: Blueprint | undefined, id: string, identifier: string, title: string) => {
    const key = `${id}/${identifier}`;
    if (!nodes.has(key)) nodes.set(key, { id: key, blueprint: id, identifier, title, kind: kind ? titleOf(kind) : id, icon: kind?.icon });
    return key;
  };
  for (const entity of found.data?.entities ?? []) {
    const source = add(blueprint, blueprint.identifier, entity.identifier, titleOf(entity));
    for (const [id, relation] of Object.entries(blueprint.relations)) {
      for (const reference of referencesOf(entity.relations[id])) {
        const kind = blueprints.find((one) => one.identifier === relation.target);
        edges.push({ source, target: add(kind, relation.target, reference.identifier, reference.title), label: relation.title || id });
      }
    }
  }
  const total = found.data?.total ?? 0;
  return (
    <div className="stretch">
      {total > most ? (
        <p className="small quiet" style={{ padding: "8px 24px", borderBottom: "1px solid var(--line)" }}>
          {t("graph.part", { shown: most, total })}
        </p>
      ) : null}
      {found.data ? <EntityGraph nodes={[...nodes.values()]} edges={edges} label={t("graph.of", { what: titleOf(blueprint) })} /> : <div className="stretch" aria-busy="true" />}
    </div>
  );
}
