import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { parse, stringify } from "yaml";
import { checkWorkflow } from "@/api/workflows";
import type { Workflow, WorkflowConnection, WorkflowGraph, WorkflowNode } from "@/api/workflows";
import type { Json } from "@/api/types";
import { firstWorkflow, newNode } from "./nodeStarts";

type Draft = Record<string, unknown> & WorkflowGraph;

const stamped = ["id", "version", "createdAt", "createdBy", "updatedAt", "updatedBy"];

const editable = (workflow: Workflow) => Object.fromEntries(Object.entries(workflow).filter(([key]) => !stamped.includes(key)));

const isGraph = (value: unknown): value is Draft => typeof value === "object" && value !== null && Array.isArray((value as Draft).nodes) && (value as Draft).nodes.every((node) => typeof node?.identifier === "string" && typeof node.config?.type === "string");

/** A workflow that is being written, as YAML and as a graph: the text is what counts, and the graph is what it says. */
export function useWorkflow(workflow: Workflow | undefined) {
  const [start] = useState(() => stringify(workflow ? editable(workflow) : firstWorkflow));
  const [text, setText] = useState(start);
  const [draft, setDraft] = useState<Draft>(() => parse(start) as Draft);
  const [problem, setProblem] = useState<string | null>(null);
  const [settled] = useDebouncedValue(draft, 300);
  const { data: check } = useQuery({
    queryKey: ["workflow-check", JSON.stringify(settled)],
    queryFn: ({ signal }) => checkWorkflow(settled as unknown as Json, signal),
    placeholderData: keepPreviousData,
  });
  const write = (next: string) => {
    setText(next);
    try {
      const parsed = parse(next) as unknown;
      if (!isGraph(parsed)) throw new Error("nodes: [{identifier, config: {type}}], connections: [{sourceIdentifier, targetIdentifier}]");
      setDraft({ ...parsed, connections: Array.isArray(parsed.connections) ? parsed.connections : [] });
      setProblem(null);
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const change = (next: Draft) => {
    setDraft(next);
    setText(stringify(next));
    setProblem(null);
  };
  const touches = (node: string) => (one: WorkflowConnection) => one.sourceIdentifier === node || one.targetIdentifier === node;
  return {
    text,
    draft,
    problem,
    check,
    dirty: text !== start,
    write,
    add: (type: string, behind: string | undefined) => {
      const node = newNode(type, draft.nodes.map((one) => one.identifier));
      const source = draft.nodes.find((one) => one.identifier === behind);
      const isFree = source && !source.config.outlets?.length && !draft.connections.some((one) => one.sourceIdentifier === behind);
      const joins = isFree && !type.endsWith("_TRIGGER") ? [{ sourceIdentifier: source.identifier, targetIdentifier: node.identifier }] : [];
      change({ ...draft, nodes: [...draft.nodes, node], connections: [...draft.connections, ...joins] });
      return node.identifier;
    },
    replace: (node: WorkflowNode) => change({ ...draft, nodes: draft.nodes.map((one) => (one.identifier === node.identifier ? node : one)) }),
    remove: (node: string) => {
      const touching = touches(node);
      change({ ...draft, nodes: draft.nodes.filter((one) => one.identifier !== node), connections: draft.connections.filter((one) => !touching(one)) });
    },
    connect: (connection: WorkflowConnection) => {
      const leaves = (one: WorkflowConnection) => one.sourceIdentifier === connection.sourceIdentifier && one.sourceOutletIdentifier === connection.sourceOutletIdentifier;
      change({ ...draft, connections: [...draft.connections.filter((one) => !leaves(one)), connection] });
    },
    disconnect: (connection: WorkflowConnection) => change({ ...draft, connections: draft.connections.filter((one) => one !== connection) }),
  };
}
