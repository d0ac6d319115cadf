import { Handle, MarkerType, Position } from "@xyflow/react";
import type { Edge, Node, NodeProps, ReactFlowInstance } from "@xyflow/react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { FlowFrame } from "@/components/FlowFrame";
import { layoutGraph, legible, showStart } from "@/lib/layoutGraph";
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

/** A graph that does not fit shows what it is about. */
function begin(flow: ReactFlowInstance<EntityNode>) {
  const center = flow.getNodes().find((one) => one.data.node.center);
  const zoom = flow.getZoom();
  if (!center) showStart(flow);
  else if (zoom <= legible) void flow.setCenter(center.position.x + width / 2, center.position.y + height / 2, { zoom });
}

/** Entities and what joins them; a click opens one. */
export function EntityGraph({ nodes, edges, label }: Props) {
  const navigate = useNavigate();
  const [places, setPlaces] = useState<Places | null>(null);
  const named = edges.length <= 40;
  const shape = JSON.stringify([nodes.map((node) => node.id), edges.map((edge) => [edge.source, edge.target])]);
  useEffect(() => {
    let current = true;
    const [ids, joins] = JSON.parse(shape) as [string[], [string, string][]];
    void layoutGraph(
      ids.map((id) => ({ id, width, height })),
      joins.map(([source, target], index) => ({ id: String(index), source, target })),
      named ? 120 : 56,
    ).then((found) => current && setPlaces(found));
    return () => {
      current = false;
    };
  }, [shape, named]);
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
        ...(named ? { label: edge.label } : {}),
        markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      })),
    [edges, named],
  );
  return (
    <FlowFrame
      label={label}
      isReady={places !== null}
      nodes={flowNodes}
      edges={flowEdges}
      nodeTypes={kinds}
      onInit={begin}
      onNodeClick={(_, node) => void navigate({ to: "/catalog/$blueprint/$entity", params: { blueprint: node.data.node.blueprint, entity: node.data.node.identifier } })}
    />
  );
}
