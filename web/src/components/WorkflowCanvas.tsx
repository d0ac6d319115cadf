import { Handle, MarkerType, Position } from "@xyflow/react";
import type { Connection, Edge, Node, NodeProps } from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WorkflowConnection, WorkflowGraph, WorkflowNode } from "@/api/workflows";
import { layoutGraph } from "@/lib/layoutGraph";
import type { Places } from "@/lib/layoutGraph";
import { FlowFrame } from "./FlowFrame";
import { nodeIcon } from "./nodeIcon";
import { useNodeType } from "./useNodeType";
import classes from "./WorkflowCanvas.module.css";

/** How a node looks: what became of it in a run, or what is wrong with it. */
export type Tone = "good" | "bad" | "warn" | "info" | "quiet";

type Data = { node: WorkflowNode; tone: Tone | undefined; chosen: boolean; note: string };
type Card = Node<Data, "step">;

const phone = "(max-width: 700px)";
const width = 200;
const outletHeight = 24;

const outletsOf = (node: WorkflowNode) => node.config.outlets ?? [];
const heightOf = (node: WorkflowNode) => 56 + outletsOf(node).length * outletHeight;
const keyOf = (connection: WorkflowConnection) => `${connection.sourceIdentifier}/${connection.sourceOutletIdentifier ?? (connection.fallback ? "!" : "")}→${connection.targetIdentifier}`;

function StepCard({ data }: NodeProps<Card>) {
  const { node, tone, chosen, note } = data;
  const Icon = nodeIcon(node.config.type);
  const outlets = outletsOf(node);
  return (
    <div className={`${classes["card"]} ${tone ? classes[tone] : ""} ${chosen ? classes["chosen"] : ""}`}>
      {node.config.type.endsWith("_TRIGGER") ? null : <Handle type="target" position={Position.Left} className={classes["handle"] ?? ""} />}
      <div className={classes["head"]}>
        <Icon size={16} stroke={1.5} aria-hidden="true" />
        <span className="cut strong">{node.title || node.identifier}</span>
      </div>
      <p className={`cut ${classes["note"]}`}>{note}</p>
      {/* The first, as a connection that names no outlet leaves from the first. */}
      {outlets.length === 0 || node.config.type === "CONDITION" ? <Handle type="source" position={Position.Right} style={{ top: 28 }} className={classes["handle"] ?? ""} /> : null}
      {outlets.map((outlet, at) => (
        <div key={outlet.identifier} className={classes["outlet"]}>
          <span className="cut">{outlet.title || outlet.identifier}</span>
          <Handle type="source" id={outlet.identifier} position={Position.Right} style={{ top: 56 + outletHeight * (at + 0.5) }} className={classes["handle"] ?? ""} />
        </div>
      ))}
    </div>
  );
}

const kinds = { step: StepCard };

type Props = WorkflowGraph & {
  label: string;
  toneOf?: (node: WorkflowNode) => Tone | undefined;
  noteOf?: (node: WorkflowNode) => string | undefined;
  chosen?: string | undefined;
  onChoose?: (node: string) => void;
  onConnect?: (connection: WorkflowConnection) => void;
  onDisconnect?: (connection: WorkflowConnection) => void;
};

/** A workflow as a graph, laid out from left to right. It can be connected where somebody listens. */
export function WorkflowCanvas({ nodes, connections, label, toneOf, noteOf, chosen, onChoose, onConnect, onDisconnect }: Props) {
  const { t } = useTranslation();
  const { nameOf } = useNodeType();
  const [places, setPlaces] = useState<Places | null>(null);
  const shape = JSON.stringify([nodes.map((node) => [node.identifier, outletsOf(node).length]), connections.map(keyOf)]);
  useEffect(() => {
    let current = true;
    const known = new Set(nodes.map((node) => node.identifier));
    // In the order of their handles, from the top, so that they do not cross.
    const ordered = [...connections].sort((one, other) => Number(other.fallback ?? false) - Number(one.fallback ?? false));
    const joins = ordered.filter((one) => known.has(one.sourceIdentifier) && known.has(one.targetIdentifier)).map((one) => ({ id: keyOf(one), source: one.sourceIdentifier, target: one.targetIdentifier }));
    void layoutGraph(
      nodes.map((node) => ({ id: node.identifier, width, height: heightOf(node) })),
      joins,
      64,
      window.matchMedia(phone).matches ? 0.5 : 2.8,
    ).then((found) => current && setPlaces(found));
    return () => {
      current = false;
    };
    // only the shape moves anything
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape]);
  const cards = useMemo(
    (): Card[] =>
      nodes.map((node) => ({
        id: node.identifier,
        type: "step",
        position: places?.[node.identifier] ?? { x: 0, y: 0 },
        data: { node, tone: toneOf?.(node), chosen: node.identifier === chosen, note: noteOf?.(node) ?? nameOf(node.config.type) },
        width,
        height: heightOf(node),
        ariaLabel: node.title || node.identifier,
      })),
    [nodes, places, toneOf, noteOf, chosen, nameOf],
  );
  const edges = useMemo(
    (): Edge[] =>
      connections.map((one) => ({
        id: keyOf(one),
        source: one.sourceIdentifier,
        target: one.targetIdentifier,
        sourceHandle: one.sourceOutletIdentifier ?? null,
        ...(one.fallback ? { label: t("workflows.otherwise") } : {}),
        type: "smoothstep",
        markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
      })),
    [connections, t],
  );
  const connect = ({ source, target, sourceHandle }: Connection) => {
    const isCondition = nodes.find((node) => node.identifier === source)?.config.type === "CONDITION";
    onConnect?.({ sourceIdentifier: source, targetIdentifier: target, ...(sourceHandle ? { sourceOutletIdentifier: sourceHandle } : isCondition ? { fallback: true } : {}) });
  };
  return (
    <FlowFrame
      label={label}
      isReady={places !== null}
      nodes={cards}
      edges={edges}
      nodeTypes={kinds}
      minZoom={0.2}
      nodesDraggable={false}
      nodesConnectable={onConnect !== undefined}
      edgesFocusable={onDisconnect !== undefined}
      deleteKeyCode={onDisconnect ? ["Delete", "Backspace"] : null}
      onNodeClick={(_, node) => onChoose?.(node.id)}
      onSelectionChange={({ nodes: selected }) => {
        const [first] = selected;
        if (first && first.id !== chosen) onChoose?.(first.id);
      }}
      onConnect={connect}
      onEdgesDelete={(removed) => removed.forEach((edge) => connections.filter((one) => keyOf(one) === edge.id).forEach((one) => onDisconnect?.(one)))}
    />
  );
}
