import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readAction, readActionPermissions } from "@/api/selfservice";
import type { ActionPermissions } from "@/api/selfservice";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { blueprintsQuery, isSystem } from "@/lib/blueprints";
import { ActionEditor } from "./ActionEditor";
import { firstAction, firstAutomation } from "./firstAction";
import type { Mode } from "../useDraft";

const usual: ActionPermissions = { execute: { users: [], roles: ["Admin", "Member"], teams: [], ownedByTeam: false }, approve: { users: [], roles: ["Admin"], teams: [] } };

/** One action as it is written, or a new one at /builder/actions/new. */
export function ActionEditorPage() {
  const { t } = useTranslation();
  const { action: identifier } = useParams({ from: "/inside/builder/actions/$action" });
  const { begins } = useSearch({ from: "/inside/builder/actions/$action" });
  const [mode, setMode] = useState<Mode>("form");
  const isNew = identifier === "new";
  const action = useQuery({ queryKey: ["action", identifier], queryFn: () => readAction(identifier), enabled: !isNew });
  const permissions = useQuery({ queryKey: ["action-permissions", identifier], queryFn: () => readActionPermissions(identifier), enabled: !isNew });
  const blueprints = useQuery({ ...blueprintsQuery, enabled: isNew });
  const shared = { mode, onMode: setMode };
  if (isNew && blueprints.data) {
    const own = blueprints.data.filter((one) => !isSystem(one)).map((one) => one.identifier);
    const blueprint = own.find((one) => one === "service") ?? own[0];
    return <ActionEditor key={`new ${begins ?? ""}`} action={undefined} first={begins === "automation" ? firstAutomation(t, blueprint) : firstAction(t, blueprint)} permissions={usual} {...shared} />;
  }
  // What is being written stays when it cannot be read again.
  if (action.data && permissions.data) return <ActionEditor key={`${identifier}/${action.data.updatedAt ?? ""}`} action={action.data} first={{}} permissions={permissions.data} {...shared} />;
  const error = action.error ?? permissions.error ?? blueprints.error;
  if (!error) return <PageBones />;
  return <ErrorState alone error={error} onRetry={() => [action, permissions, blueprints].forEach((query) => (query.error ? void query.refetch() : undefined))} />;
}
