import { ActionIcon, Button, Menu, SegmentedControl } from "@mantine/core";
import { IconDots, IconTable, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { replaceBlueprint } from "@/api/blueprints";
import type { Blueprint } from "@/api/types";
import { BlueprintIcon } from "@/components/BlueprintIcon";
import { ErrorNote } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { say } from "@/components/toast";
import { blueprintSchema } from "@/lib/blueprintSchema";
import { isSystem, titleOf } from "@/lib/blueprints";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { BlueprintTabs } from "../BlueprintTabs";
import { BasicsCard } from "./BasicsCard";
import { DeleteBlueprint } from "./DeleteBlueprint";
import { PartDialog } from "./PartDialog";
import { PartList } from "./PartList";
import { newPart, partKinds, partsOf, withoutPart, withPart } from "./parts";
import type { Part } from "./parts";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

type Props = { blueprint: Blueprint; blueprints: Blueprint[] };

/** What the server keeps about times and people is not edited. */
function editable(blueprint: Blueprint): Blueprint {
  const { createdAt: _c, updatedAt: _u, ...rest } = blueprint as Blueprint & { createdBy?: string; updatedBy?: string };
  const { createdBy: _cb, updatedBy: _ub, ...own } = rest;
  return own;
}

/** One blueprint, as a form or as JSON; nothing is sent before it is saved. */
export function BlueprintEditor({ blueprint, blueprints }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const start = editable(blueprint);
  const [draft, setDraft] = useState(start);
  const [mode, setMode] = useState<"form" | "json">("form");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<Error | null>(null);
  const [editing, setEditing] = useState<{ part: Part; before: string | null } | null>(null);
  const [deleting, setDeleting] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const schema = useMemo(() => blueprintSchema(blueprints), [blueprints]);
  const current = mode === "json" ? text : JSON.stringify(draft, null, 2);
  const dirty = current !== JSON.stringify(start, null, 2);
  useUnsavedGuard(dirty && !busy);

  const read = (): Blueprint | null => {
    try {
      const parsed = JSON.parse(text) as Blueprint;
      const empty = { mirrorProperties: {}, calculationProperties: {}, aggregationProperties: {}, relations: {} };
      return { ...empty, ...parsed, schema: { ...parsed.schema, properties: parsed.schema?.properties ?? {} } };
    } catch (failure) {
      setProblem(failure instanceof Error ? failure : new Error(String(failure)));
      return null;
    }
  };
  const switchTo = (next: "form" | "json") => {
    setProblem(null);
    if (next === "json") setText(JSON.stringify(draft, null, 2));
    else {
      const parsed = read();
      if (!parsed) return;
      setDraft(parsed);
    }
    setMode(next);
  };
  const save = async () => {
    const next = mode === "json" ? read() : draft;
    if (!next) return;
    setBusy(true);
    setError(null);
    try {
      const saved = await replaceBlueprint(blueprint.identifier, next);
      say(t("common.saved"));
      if (saved.identifier !== blueprint.identifier) await navigate({ to: "/builder/blueprints/$blueprint", params: { blueprint: saved.identifier } });
      await Promise.all(["blueprints", "pages", "rows", "entity", "related"].map((key) => client.invalidateQueries({ queryKey: [key] })));
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const target = blueprints.find((one) => !isSystem(one) && one.identifier !== blueprint.identifier)?.identifier ?? blueprint.identifier;
  return (
    <div className="stretch">
      <PageHead
        title={titleOf(draft)}
        mark={
          <>
            <BlueprintIcon name={draft.icon} fallback={draft.identifier} />
            <code className="quiet">{blueprint.identifier}</code>
          </>
        }
        lead={draft.description}
        actions={
          <>
            {dirty ? <span className="small quiet">{t("form.unsaved")}</span> : null}
            <SegmentedControl role="radiogroup" aria-label={t("form.mode")} value={mode} onChange={(next) => switchTo(next as "form" | "json")} data={[{ value: "form", label: t("form.asForm") }, { value: "json", label: t("form.asJson") }]} />
            <Button variant="filled" disabled={!dirty} loading={busy} onClick={() => void save()}>
              {t("common.save")}
            </Button>
            <Menu>
              <Menu.Target>
                <ActionIcon variant="default" aria-label={t("entity.more")}>
                  <IconDots size={16} stroke={1.5} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconTable size={16} stroke={1.5} />}
                  renderRoot={(props) => <Link {...props} to="/catalog/$blueprint" params={{ blueprint: blueprint.identifier }} />}
                >
                  {t("entity.openTable")}
                </Menu.Item>
                {isSystem(blueprint) ? null : (
                  <Menu.Item leftSection={<IconTrash size={16} stroke={1.5} />} data-danger="true" onClick={() => setDeleting(true)}>
                    {t("blueprint.delete")}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      <BlueprintTabs blueprint={blueprint.identifier} />
      <div className="body">
        <ErrorNote error={error ?? problem} />
        {mode === "json" ? (
          <Suspense fallback={<div className="code" style={{ height: 480 }} />}>
            <CodeEditor language="json" value={text} label={t("form.asJson")} height="calc(100dvh - 300px)" schema={schema} onChange={setText} />
          </Suspense>
        ) : (
          <div className="cols">
            <div className="stack s8">
              {partKinds.map((kind) => (
                <PartList
                  key={kind}
                  blueprint={draft}
                  kind={kind}
                  onAdd={() => setEditing({ part: newPart(kind, target), before: null })}
                  onEdit={(part) => setEditing({ part, before: part.id })}
                  onRemove={(id) => setDraft(withoutPart(draft, kind, id))}
                />
              ))}
            </div>
            <div className="stack s4">
              <BasicsCard blueprint={draft} onChange={setDraft} />
            </div>
          </div>
        )}
      </div>
      {editing ? (
        <PartDialog
          part={editing.part}
          blueprints={blueprints.map((one) => (one.identifier === blueprint.identifier ? draft : one))}
          taken={partKinds.flatMap((kind) => partsOf(draft, kind).map((part) => part.id))}
          onClose={() => setEditing(null)}
          onSave={(part) => {
            setDraft(withPart(draft, part, editing.before));
            setEditing(null);
          }}
        />
      ) : null}
      {deleting ? <DeleteBlueprint blueprint={blueprint} onClose={() => setDeleting(false)} /> : null}
    </div>
  );
}
