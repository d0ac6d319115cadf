import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { createAction, patchActionPermissions, replaceAction } from "@/api/selfservice";
import type { Action, ActionPermissions } from "@/api/selfservice";
import type { Json } from "@/api/types";
import { say } from "@/components/toast";
import { textOf } from "./draft";
import type { Part } from "./draft";

/** A policy that is gone has to be said to be gone. */
const whole = ({ execute, approve }: ActionPermissions) => ({ execute: { ...execute, policy: execute.policy ?? null }, approve: { ...approve, policy: approve.policy ?? null } }) as unknown as Json;

/** Saves a definition together with who may; what went well is not made twice when the rest is tried again. */
export function useSaveAction(action: Action | null | undefined) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const kept = useRef(action);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  /** @param permissions null when they stay */
  const save = async (draft: Part, permissions: ActionPermissions | null) => {
    setFailure(null);
    setBusy(true);
    try {
      const before = kept.current;
      let now = before ?? (await createAction(draft));
      kept.current = now;
      if (permissions) await patchActionPermissions(now.identifier, whole(permissions));
      if (before) now = await replaceAction(before.identifier, draft, before.updatedAt);
      kept.current = now;
      say(t("actions.saved", { title: textOf(draft["title"]) || now.identifier }));
      await navigate({ to: "/builder/actions/$action", params: { action: now.identifier } });
      for (const key of ["action-permissions", "action", "actions", "cards"]) await client.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  return { save, busy, failure, forget: () => setFailure(null) };
}
