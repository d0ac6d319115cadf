import type { WorkflowGraph } from "@/api/workflows";

const calls = new Set(["WEBHOOK", "INTEGRATION_ACTION", "KAFKA", "GITHUB", "GITLAB", "SCRIPT", "ACTION", "AZURE_DEVOPS", "AI", "AI_AGENT", "CURSOR_AGENT"]);

type Form = { properties?: Record<string, { default?: unknown; type?: string }> };

function example(input: { default?: unknown; type?: string }): unknown {
  if (input.default !== undefined && (typeof input.default !== "object" || Array.isArray(input.default))) return input.default;
  if (input.type === "number") return 1;
  if (input.type === "boolean") return false;
  if (input.type === "array") return [];
  return input.type === "object" ? {} : "";
}

/** What a dry run supposes until somebody says otherwise: values for the form, and answers of those that are called. */
export function firstSuppositions({ nodes }: WorkflowGraph) {
  const trigger = nodes.find((node) => node.config.type.endsWith("_TRIGGER"));
  const contexts = (trigger?.config["contexts"] ?? []) as { on?: string }[];
  const form = (trigger?.config["userInputs"] ?? {}) as Form;
  return {
    ...(contexts.some((context) => context.on === "ENTITY") ? { entity: "" } : {}),
    properties: Object.fromEntries(Object.entries(form.properties ?? {}).map(([name, input]) => [name, example(input)])),
    outputs: Object.fromEntries(nodes.filter((node) => calls.has(node.config.type)).map((node) => [node.identifier, {}])),
    outlets: Object.fromEntries(nodes.filter((node) => node.config.type === "INPUT" && node.config.outlets?.length).map((node) => [node.identifier, node.config.outlets![0]!.identifier])),
    failing: [],
  };
}
