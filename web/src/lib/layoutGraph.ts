/** Places the nodes of a graph with the layered algorithm of ELK, in a worker, loaded when first needed. */
import type { ReactFlowInstance } from "@xyflow/react";
import type { ELK, ElkNode } from "elkjs/lib/elk-api";

export type Sized = { id: string; width: number; height: number };
export type Joined = { id: string; source: string; target: string };
export type Places = Record<string, { x: number; y: number }>;

/** Below this scale the text of a graph cannot be read: rather a part of it than all. */
export const legible = 0.75;

let engine: Promise<ELK> | null = null;

async function start(): Promise<ELK> {
  const [{ default: Elk }, { default: address }] = await Promise.all([import("elkjs/lib/elk-api"), import("elkjs/lib/elk-worker.min.js?url")]);
  return new Elk({ workerFactory: () => new Worker(address) });
}

/**
 * @param gap between the layers; what joins them is named there
 * @param wrapped goes on in another row, like text, where it is wider than this many times its height; undefined for one row
 */
export async function layoutGraph(nodes: Sized[], edges: Joined[], gap: number, wrapped?: number): Promise<Places> {
  engine ??= start();
  const elk = await engine;
  const laid: ElkNode = await elk.layout({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.spacing.nodeNode": "24",
      "elk.layered.spacing.nodeNodeBetweenLayers": String(gap),
      "elk.spacing.componentComponent": "48",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.aspectRatio": String(wrapped ?? 1.6),
      ...(wrapped === undefined ? {} : { "elk.layered.wrapping.strategy": "MULTI_EDGE", "elk.layered.wrapping.additionalEdgeSpacing": "24", "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES" }),
    },
    children: nodes.map(({ id, width, height }) => ({ id, width, height })),
    edges: edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  });
  return Object.fromEntries((laid.children ?? []).map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0 }]));
}

/** What does not fit is read from its first layer on. */
export function showStart(flow: Pick<ReactFlowInstance, "getViewport" | "setViewport">) {
  const { x, y, zoom } = flow.getViewport();
  void flow.setViewport({ x: Math.max(x, 12), y: Math.max(y, 12), zoom });
}
