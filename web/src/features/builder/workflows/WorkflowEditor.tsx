import { Button, Menu, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { createWorkflow, deleteWorkflow, readWorkflowVersions, replaceWorkflow } from "@/api/workflows";
import type { Rehearsal, Workflow, WorkflowNode } from "@/api/workflows";
import type { Json } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorNote } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { VersionsCard } from "@/components/VersionsCard";
import { WorkflowCanvas } from "@/components/WorkflowCanvas";
import { nodeIcon } from "@/components/nodeIcon";
import { useNodeType } from "@/components/useNodeType";
import { say } from "@/components/toast";
import { titleOf } from "@/lib/blueprints";
import { fieldErrors } from "@/lib/errors";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { DryRunCard } from "./DryRunCard";
import { NodePanel } from "./NodePanel";
import { Problems } from "./Problems";
import { nodeTypes } from "./nodeStarts";
import { useWorkflow } from "./useWorkflow";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

function AddNode({ onAdd }: { onAdd: (type: string) => void }) {
  const { t } = useTranslation();
  const { nameOf } = useNodeType();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} stroke={1.5} />}>{t("workflows.addNode")}</Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
        {nodeTypes.map((type) => {
          const Icon = nodeIcon(type);
          return (
            <Menu.Item key={type} leftSection={<Icon size={16} stroke={1.5} />} onClick={() => onAdd(type)}>
              {nameOf(type)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function toneOfWalked(node: WorkflowNode, { steps }: Rehearsal) {
  const of = steps.filter((step) => step.node === node.identifier);
  if (of.length === 0) return "quiet";
  if (of.some((step) => step.result === "FAILED")) return "bad";
  return of.some((step) => step.direction === "BACK") ? "warn" : "good";
}

/** A workflow as a graph that can be changed, and as YAML; both show the same. */
export function WorkflowEditor({ workflow }: { workflow: Workflow | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const edited = useWorkflow(workflow);
  const [show, setShow] = useState<"graph" | "yaml">("graph");
  const [chosen, setChosen] = useState<string | undefined>();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const [walked, setWalked] = useState<{ of: unknown; result: Rehearsal | undefined }>();
  const rehearsal = walked?.of === edited.draft ? walked.result : undefined;
  useUnsavedGuard(edited.dirty && !busy);
  const node = edited.draft.nodes.find((one) => one.identifier === chosen);
  const found = [...(edited.problem ? [{ path: "YAML", message: edited.problem }] : (edited.check?.problems ?? [])), ...Object.entries(fieldErrors(failure)).map(([path, message]) => ({ path, message }))];
  const unreachable = new Set(edited.check?.unreachable ?? []);
  const isOffered = workflow?.nodes.filter((one) => one.config.type === "SELF_SERVE_TRIGGER").length === 1;
  const save = async () => {
    setFailure(null);
    setBusy(true);
    try {
      const body = edited.draft as unknown as Record<string, Json>;
      const saved = workflow ? await replaceWorkflow(workflow.identifier, { ...body, version: workflow.version }) : await createWorkflow(body);
      for (const key of ["workflows", "workflow", "cards", "workflow-versions"]) await client.invalidateQueries({ queryKey: [key] });
      say(t("actions.saved", { title: titleOf(saved) }));
      await navigate({ to: "/builder/workflows/$workflow", params: { workflow: saved.identifier } });
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  return (
    <div className="stretch">
      <PageHead
        title={workflow ? titleOf(workflow) : t("workflows.newWorkflow")}
        lead={workflow ? t("workflows.versionLead", { version: workflow.version }) : t("workflows.editLead")}
        lined
        actions={
          <>
            {workflow ? (
              <Button variant="danger" onClick={() => setDeleting(true)}>
                {t("common.delete")}
              </Button>
            ) : null}
            {workflow && isOffered ? (
              <Button component={Link} to={`/self-service/${encodeURIComponent(workflow.identifier)}`}>
                {t("actions.openForm")}
              </Button>
            ) : null}
            <Button variant="filled" loading={busy} disabled={(!edited.dirty && workflow !== undefined) || edited.problem !== null} onClick={() => void save()}>
              {workflow ? t("common.save") : t("workflows.make")}
            </Button>
          </>
        }
      />
      <div className="toolbar">
        <SegmentedControl
          role="radiogroup"
          aria-label={t("workflows.show")}
          value={show}
          onChange={(next) => setShow(next as "graph" | "yaml")}
          data={[
            { value: "graph", label: t("workflows.graph") },
            { value: "yaml", label: "YAML" },
          ]}
        />
        {show === "graph" ? <AddNode onAdd={(type) => setChosen(edited.add(type, chosen ?? edited.draft.nodes.at(-1)?.identifier))} /> : null}
        {unreachable.size > 0 ? <span className="small quiet">{t("workflows.unreachable", { count: unreachable.size })}</span> : null}
      </div>
      <div className="body">
        <Problems found={found} />
        {fieldErrors(failure) && Object.keys(fieldErrors(failure)).length > 0 ? null : <ErrorNote error={failure} />}
        {show === "yaml" ? (
          <section className="card">
            <Suspense fallback={<div style={{ height: 560 }} aria-busy="true" />}>
              <CodeEditor language="yaml" value={edited.text} label="YAML" height="max(320px, calc(100dvh - 320px))" onChange={edited.write} />
            </Suspense>
          </section>
        ) : (
          <div className="cols">
            <section className={`card ${node ? "s8" : "s12"}`} style={{ height: "max(420px, calc(100dvh - 320px))", overflow: "hidden" }}>
              <WorkflowCanvas
                nodes={edited.draft.nodes}
                connections={edited.draft.connections}
                label={t("workflows.graph")}
                toneOf={(one: WorkflowNode) => (rehearsal ? toneOfWalked(one, rehearsal) : unreachable.has(one.identifier) ? "quiet" : undefined)}
                chosen={chosen}
                onChoose={setChosen}
                onConnect={edited.connect}
                onDisconnect={edited.disconnect}
              />
            </section>
            {node ? (
              <div className="s4">
                <NodePanel
                  key={node.identifier}
                  node={node}
                  onChange={edited.replace}
                  onRemove={() => {
                    edited.remove(node.identifier);
                    setChosen(undefined);
                  }}
                  onClose={() => setChosen(undefined)}
                />
              </div>
            ) : null}
          </div>
        )}
        <DryRunCard draft={edited.draft} ready={edited.problem === null && (edited.check?.problems ?? []).length === 0} result={rehearsal} onResult={(result) => setWalked({ of: edited.draft, result })} />
        {workflow ? <VersionsCard of={["workflow-versions", workflow.identifier]} read={() => readWorkflowVersions(workflow.identifier)} /> : null}
      </div>
      {deleting && workflow ? (
        <ConfirmDialog
          title={t("actions.deleteTitle", { title: titleOf(workflow) })}
          action={t("common.delete")}
          onConfirm={async () => {
            setBusy(true);
            await deleteWorkflow(workflow.identifier);
            for (const key of ["workflows", "cards"]) await client.invalidateQueries({ queryKey: [key] });
            await navigate({ to: "/builder/workflows" });
          }}
          onClose={() => setDeleting(false)}
        >
          <p>{t("workflows.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
