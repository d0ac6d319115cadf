import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconTrash, IconX } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { parse, stringify } from "yaml";
import type { WorkflowNode } from "@/api/workflows";
import { useNodeType } from "@/components/useNodeType";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

type Props = { node: WorkflowNode; onChange: (node: WorkflowNode) => void; onRemove: () => void; onClose: () => void };

/** What one node does, as it is written. */
export function NodePanel({ node, onChange, onRemove, onClose }: Props) {
  const { t } = useTranslation();
  const { nameOf, helpOf } = useNodeType();
  const [text, setText] = useState(() => stringify({ ...node, identifier: undefined, title: undefined }));
  const [problem, setProblem] = useState<string | null>(null);
  const write = (next: string) => {
    setText(next);
    try {
      const parsed = parse(next) as Record<string, unknown> | null;
      const config = parsed?.["config"] as WorkflowNode["config"] | undefined;
      if (!config || typeof config.type !== "string") throw new Error(t("workflows.needsType"));
      setProblem(null);
      onChange({ ...parsed, identifier: node.identifier, ...(node.title ? { title: node.title } : {}), config });
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <section className="card" aria-label={t("workflows.node")}>
      <header>
        <h2 className="cut">{nameOf(node.config.type)}</h2>
        <ActionIcon className="push" variant="subtle" color="gray" aria-label={t("common.close")} onClick={onClose}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </header>
      <div className="in stack" style={{ gap: 12 }}>
        <p className="small quiet">
          <code>{node.identifier}</code> · {helpOf(node.config.type)}
        </p>
        <TextInput label={t("workflows.nodeTitle")} value={node.title ?? ""} maxLength={200} onChange={(event) => onChange({ ...node, title: event.currentTarget.value })} />
        <Suspense fallback={<div style={{ height: 320 }} aria-busy="true" />}>
          <CodeEditor language="yaml" value={text} label={t("workflows.nodeYaml")} height="320px" onChange={write} />
        </Suspense>
        {problem ? (
          <p className="small bad" role="alert">
            {problem}
          </p>
        ) : null}
        <Button variant="danger" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={onRemove}>
          {t("workflows.removeNode")}
        </Button>
      </div>
    </section>
  );
}
