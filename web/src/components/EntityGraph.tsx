import { Background, Controls, Handle, MarkerType, Position, ReactFlow } from "@xyflow/react";
import type { Edge, Node, NodeProps } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { useComputedColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { layoutGraph } from "@/lib/layoutGraph";
import type { Places } from "@/lib/layoutGraph";
import classes from "./EntityGraph.module.css";

export type GraphNode = { id: string; blueprint: string; identifier: string; title: string; kind: string; icon?: string | null | undefined; center?: boolean };
export type GraphEdge = { source: string; target: string; label: string };

type Props = { nodes: GraphNode[]; edges: GraphEdge[]; label: string };

type EntityNode = Node<{ node: GraphNode }, "entity">;

const width = 208;
const height = 48;

function EntityCard({ data }: NodeProps<EntityNode>) {
  const { node } = data;
  return (
    <div className={classes["node"]} data-center={node.center}>
      <Handle type="target" position={Position.Left} className={classes["handle"] ?? ""} />
      <BlueprintIcon name={node.icon} fallback={node.blueprint} />
      <span className="cut">
        <span className="strong">{node.title}</span>
        <br />
        <span className="small quiet">{node.kind}</span>
      </span>
      <Handle type="source" position={Position.Right} className={classes["handle"] ?? ""} />
    </div>
  );
}

const kinds = { entity: EntityCard };

/** Entities and what joins them; a click opens one. */
export function EntityGraph({ nodes, edges, label }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scheme = useComputedColorScheme("light");
  const [places, setPlaces] = useState<Places | null>(null);
  const shape = JSON.stringify([nodes.map((node) => node.id), edges.map((edge) => [edge.source, edge.target])]);
  useEffect(() => {
    let current = true;
    const [ids, joins] = JSON.parse(shape) as [string[], [string, string][]];
    void layoutGraph(
      ids.map((id) => ({ id, width, height })),
      joins.map(([source, target], index) => ({ id: String(index), source, target })),
    ).then((found) => current && setPlaces(found));
    return () => {
      current = false;
    };
  }, [shape]);
  const flowNodes = useMemo(
    (): EntityNode[] =>
      nodes.map((node) => ({
        id: node.id,
        type: "entity",
        position: places?.[node.id] ?? { x: 0, y: 0 },
        data: { node },
        width,
        height,
        ariaLabel: `${node.title}, ${node.kind}`,
      })),
    [nodes, places],
  );
  const flowEdges = useMemo(
    (): Edge[] =>
      edges.map((edge, index) => ({
        id: String(index),
        source: edge.source,
        target: edge.target,
        ...(edges.length <= 40 ? { label: edge.label } : {}),
        markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      })),
    [edges],
  );
  if (!places) return <div className={classes["canvas"]} aria-busy="true" />;
  return (
    <div className={classes["canvas"]} role="group" aria-label={label}>
      <ReactFlow
        nodes={flowNodes}
        edges={flowEdges}
        nodeTypes={kinds}
        colorMode={scheme}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
        minZoom={0.1}
        nodesConnectable={false}
        edgesFocusable={false}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{ "controls.ariaLabel": t("graph.controls"), "controls.zoomIn.ariaLabel": t("graph.zoomIn"), "controls.zoomOut.ariaLabel": t("graph.zoomOut"), "controls.fitView.ariaLabel": t("graph.fit") }}
        onNodeClick={(_, node) => void navigate({ to: "/catalog/$blueprint/$entity", params: { blueprint: node.data.node.blueprint, entity: node.data.node.identifier } })}
      >
        <Background gap={24} color="var(--line)" />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
