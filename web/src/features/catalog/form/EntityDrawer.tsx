import { Drawer, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { createEntity, replaceEntity } from "@/api/entities";
import type { Blueprint, Entity } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { DialogFoot } from "@/components/DialogFoot";
import { ErrorNote } from "@/components/ErrorState";
import { say } from "@/components/toast";
import { entitySchema } from "@/lib/blueprintSchema";
import { inSentence, titleOf } from "@/lib/blueprints";
import { fieldErrors } from "@/lib/errors";
import type { Rights } from "@/lib/rights";
import { useSession } from "@/lib/session";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { ConflictDialog } from "./ConflictDialog";
import { checkDraft, draftFromText, draftOf, emptyDraft, toSend } from "./draft";
import { EntityForm } from "./EntityForm";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

type Props = { blueprint: Blueprint; rights: Rights; entity?: Entity | undefined; onClose: () => void; onSaved: (entity: Entity) => void };

/** Creates or edits one entity, as a form or as JSON; going from one to the other loses nothing. */
export function EntityDrawer({ blueprint, rights, entity, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { user } = useSession();
  const creating = entity === undefined;
  const start = useMemo(() => (entity ? draftOf(entity, blueprint) : emptyDraft(blueprint, user.teams)), [entity, blueprint, user.teams]);
  const [draft, setDraft] = useState(start);
  const [version, setVersion] = useState(entity?.version);
  const [mode, setMode] = useState<"form" | "json">("form");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [follows, setFollows] = useState(creating);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [conflict, setConflict] = useState<Entity | null>(null);

  const schema = useMemo(() => entitySchema(blueprint), [blueprint]);
  const dirty = mode === "json" ? text !== JSON.stringify(start, null, 2) : JSON.stringify(draft) !== JSON.stringify(start);
  useUnsavedGuard(dirty && !busy);
  const found = checkDraft(draft, blueprint);
  const errors = Object.fromEntries(Object.entries({ ...found, ...refused }).filter(([path]) => tried || touched.has(path) || path in refused));
  const nameOf = (path: string) => {
    const [part, ...rest] = path.split(".");
    const id = rest.join(".");
    if (part === "properties") return blueprint.schema.properties[id]?.title || id;
    if (part === "relations") return blueprint.relations[id]?.title || id;
    return path;
  };

  const switchTo = (next: "form" | "json") => {
    if (next === "json") setText(JSON.stringify(draft, null, 2));
    else {
      const read = draftFromText(text);
      if ("problem" in read) return setProblem(read.problem);
      setDraft(read.draft);
    }
    setProblem(null);
    setMode(next);
  };
  const save = async (against: number | undefined) => {
    const read = mode === "json" ? draftFromText(text) : { draft };
    if ("problem" in read) return setProblem(read.problem);
    setTried(true);
    setDraft(read.draft);
    setRefused({});
    setFailure(null);
    if (Object.keys(checkDraft(read.draft, blueprint)).length > 0) return;
    setBusy(true);
    try {
      const body = toSend(read.draft, blueprint, creating);
      const saved = creating
        ? await createEntity(blueprint.identifier, body)
        : await replaceEntity(blueprint.identifier, entity.identifier, body, against);
      await Promise.all([
        client.invalidateQueries({ queryKey: ["entity", blueprint.identifier] }),
        client.invalidateQueries({ queryKey: ["counts"] }),
      ]);
      say(t(creating ? "form.created" : "common.saved", { title: titleOf(saved) }));
      onSaved(saved);
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && error.code === "version_conflict" && error.details["current"]) return setConflict(error.details["current"] as Entity);
      setRefused(fieldErrors(error));
      setFailure(error);
    }
  };
  const close = () => (dirty ? setLeaving(true) : onClose());
  const what = inSentence(titleOf(blueprint));
  const summary = Object.entries(errors);

  return (
    <Drawer
      opened
      onClose={close}
      size={600}
      title={creating ? t("catalog.create", { what }) : t("form.editTitle", { title: titleOf(entity) })}
      closeButtonProps={{ "aria-label": t("common.close") }}
      styles={{ body: { display: "flex", flexDirection: "column", minHeight: "calc(100dvh - 49px)" } }}
    >
      <form
        className="stretch"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(version);
        }}
      >
        <div className="dialog" style={{ flex: 1, alignContent: "start" }}>
          <SegmentedControl
      role="radiogroup"
            aria-label={t("form.mode")}
            style={{ justifySelf: "start" }}
            value={mode}
            onChange={(next) => switchTo(next as "form" | "json")}
            data={[{ value: "form", label: t("form.asForm") }, { value: "json", label: t("form.asJson") }]}
          />
          {summary.length > 0 && tried ? (
            <div className="note bad" role="alert">
              <IconAlertTriangle size={16} stroke={1.5} />
              <div>
                <h3>{t("form.problems", { count: summary.length })}</h3>
                <ul>
                  {summary.map(([path, message]) => (
                    <li key={path}>
                      {nameOf(path)}: {message}
                    </li>
                  ))}
                </ul>
              </div>
            </div>
          ) : null}
          {failure && Object.keys(refused).length === 0 ? <ErrorNote error={failure} /> : null}
          {problem ? (
            <div className="note bad" role="alert">
              <IconAlertTriangle size={16} stroke={1.5} />
              <p>{t("form.jsonProblem", { problem })}</p>
            </div>
          ) : null}
          {mode === "form" ? (
            <EntityForm
              blueprint={blueprint}
              draft={draft}
              creating={creating}
              may={(id, kind) => creating || rights.editField(entity, { id, kind })}
              follows={follows}
              errors={errors}
              onChange={setDraft}
              onFollows={setFollows}
              onBlur={(path) => setTouched((before) => new Set(before).add(path))}
            />
          ) : (
            <Suspense fallback={<div className="code" style={{ height: 480 }} />}>
              <CodeEditor language="json" value={text} label={t("form.asJson")} height="calc(100dvh - 260px)" schema={schema} onChange={setText} />
            </Suspense>
          )}
        </div>
        <DialogFoot action={creating ? t("catalog.create", { what }) : t("common.save")} busy={busy} onCancel={close}>
          {dirty ? <span className="push small quiet">{t("form.unsaved")}</span> : null}
        </DialogFoot>
      </form>
      {leaving ? (
        <ConfirmDialog title={t("common.unsavedTitle")} action={t("common.leave")} onConfirm={async () => onClose()} onClose={() => setLeaving(false)}>
          <p>{t("common.unsavedWhy")}</p>
        </ConfirmDialog>
      ) : null}
      {conflict ? (
        <ConflictDialog
          mine={toSend(draft, blueprint, false)}
          theirs={conflict}
          blueprint={blueprint}
          onTakeTheirs={() => {
            setDraft(draftOf(conflict, blueprint));
            setText(JSON.stringify(draftOf(conflict, blueprint), null, 2));
            setVersion(conflict.version);
            setConflict(null);
          }}
          onKeepMine={() => {
            setVersion(conflict.version);
            setConflict(null);
            void save(conflict.version);
          }}
          onClose={() => setConflict(null)}
        />
      ) : null}
    </Drawer>
  );
}
