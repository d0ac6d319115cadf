import { SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readGraph } from "@/api/entities";
import type { Blueprint, Entity } from "@/api/types";
import { EntityGraph } from "@/components/EntityGraph";
import { ErrorState } from "@/components/ErrorState";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";

/** What an entity is joined to, step by step away from it; what joins two that are equally far is left to their own graphs. */
export function RelatedGraph({ blueprint, entity }: { blueprint: Blueprint; entity: Entity }) {
  const { t } = useTranslation();
  const [depth, setDepth] = useState("1");
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const graph = useQuery({
    queryKey: ["graph", blueprint.identifier, entity.identifier, depth],
    queryFn: () => readGraph(blueprint.identifier, entity.identifier, Number(depth)),
    placeholderData: keepPreviousData,
  });
  if (graph.error) return <ErrorState error={graph.error} onRetry={() => void graph.refetch()} />;
  const nodes = (graph.data?.nodes ?? []).map((node) => {
    const kind = blueprints.find((one) => one.identifier === node.blueprint);
    return {
      id: `${node.blueprint}/${node.identifier}`,
      blueprint: node.blueprint,
      identifier: node.identifier,
      title: titleOf(node),
      kind: kind ? titleOf(kind) : node.blueprint,
      icon: node.icon ?? kind?.icon,
      center: node.depth === 0,
    };
  });
  const relationTitle = (source: string, relation: string) =>
    blueprints.find((one) => source.startsWith(`${one.identifier}/`) && relation in one.relations)?.relations[relation]?.title || relation;
  const stepsTo = new Map(graph.data?.nodes.map((node) => [`${node.blueprint}/${node.identifier}`, node.depth]));
  const away = (graph.data?.edges ?? []).filter((edge) => stepsTo.get(edge.source) !== stepsTo.get(edge.target));
  const edges = away.map((edge) => ({ source: edge.source, target: edge.target, label: relationTitle(edge.source, edge.relation) }));
  return (
    <div className="stretch">
      <div className="row" style={{ padding: "8px 24px", borderBottom: "1px solid var(--line)" }}>
        <span className="muted">{t("graph.depth")}</span>
        <SegmentedControl role="radiogroup" size="xs" aria-label={t("graph.depth")} value={depth} onChange={setDepth} data={["1", "2", "3"]} />
        {graph.data?.truncated ? <span className="small quiet">{t("graph.truncated", { count: nodes.length })}</span> : null}
      </div>
      {graph.data ? <EntityGraph nodes={nodes} edges={edges} label={t("graph.of", { what: titleOf(entity) })} /> : <div className="stretch" aria-busy="true" />}
    </div>
  );
}
