import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { createAction, deleteAction, readAction, replaceAction } from "@/api/selfservice";
import type { Action } from "@/api/selfservice";
import type { Json } from "@/api/types";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { PageBones } from "@/components/PageBones";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { say } from "@/components/toast";
import { titleOf } from "@/lib/blueprints";
import { fieldErrors } from "@/lib/errors";
import { useUnsavedGuard } from "@/lib/useUnsavedGuard";
import { actionSchema, firstAction } from "./actionSchema";

const CodeEditor = lazy(() => import("@/components/CodeEditor").then((module) => ({ default: module.CodeEditor })));

function Editor({ action }: { action: Action | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [start] = useState(() => JSON.stringify(action ? editable(action) : firstAction, null, 2));
  const [text, setText] = useState(start);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const dirty = text !== start;
  useUnsavedGuard(dirty && !busy);
  const save = async () => {
    setFailure(null);
    setBusy(true);
    try {
      const body = JSON.parse(text) as Json;
      const saved = action ? await replaceAction(action.identifier, body) : await createAction(body);
      for (const key of ["actions", "action", "cards"]) await client.invalidateQueries({ queryKey: [key] });
      say(t("actions.saved", { title: titleOf(saved) }));
      await navigate({ to: "/builder/actions/$action", params: { action: saved.identifier } });
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  const findings = Object.entries(fieldErrors(failure));
  return (
    <div className="stretch">
      <PageHead
        title={action ? titleOf(action) : t("actions.newAction")}
        lead={t("actions.editLead")}
        lined
        actions={
          <>
            {action ? (
              <Button variant="danger" onClick={() => setDeleting(true)}>
                {t("common.delete")}
              </Button>
            ) : null}
            {action?.trigger.type === "self-service" ? (
              <Button component={Link} to={`/self-service/${encodeURIComponent(action.identifier)}`}>
                {t("actions.openForm")}
              </Button>
            ) : null}
            <Button variant="filled" loading={busy} disabled={!dirty && action !== undefined} onClick={() => void save()}>
              {action ? t("common.save") : t("actions.make")}
            </Button>
          </>
        }
      />
      <div className="body">
        {findings.length > 0 ? (
          <div className="note bad" role="alert">
            <div>
              <h3>{t("form.problems", { count: findings.length })}</h3>
              <ul>
                {findings.map(([path, message]) => (
                  <li key={path}>
                    <code>{path}</code>: {message}
                  </li>
                ))}
              </ul>
            </div>
          </div>
        ) : (
          <ErrorNote error={failure} />
        )}
        <section className="card">
          <Suspense fallback={<div style={{ height: 560 }} aria-busy="true" />}>
            <CodeEditor language="json" value={text} label={t("actions.definition")} height="calc(100dvh - 280px)" schema={actionSchema} onChange={setText} />
          </Suspense>
        </section>
      </div>
      {deleting && action ? (
        <ConfirmDialog
          title={t("actions.deleteTitle", { title: titleOf(action) })}
          action={t("common.delete")}
          onConfirm={async () => {
            setBusy(true);
            await deleteAction(action.identifier);
            for (const key of ["actions", "cards"]) await client.invalidateQueries({ queryKey: [key] });
            await navigate({ to: "/builder/actions" });
          }}
          onClose={() => setDeleting(false)}
        >
          <p>{t("actions.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function editable(action: Action): Record<string, unknown> {
  const stamped = ["id", "createdAt", "createdBy", "updatedAt", "updatedBy"];
  return Object.fromEntries(Object.entries(action).filter(([key]) => !stamped.includes(key)));
}

/** One action as it is written, or a new one at /builder/actions/new. */
export function ActionEditorPage() {
  const { action: identifier } = useParams({ from: "/inside/builder/actions/$action" });
  const isNew = identifier === "new";
  const { data: action, error, refetch } = useQuery({ queryKey: ["action", identifier], queryFn: () => readAction(identifier), enabled: !isNew });
  if (isNew) return <Editor key="new" action={undefined} />;
  if (error) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!action) {
    return <PageBones />;
  }
  return <Editor key={`${identifier}/${action.updatedAt ?? ""}`} action={action} />;
}
