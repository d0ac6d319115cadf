import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createType, replaceType } from "@/api/resources";
import type { ResourceType } from "@/api/resources";
import { say } from "@/components/toast";
import type { Part } from "../../actions/draft";

/** Saves a type and goes to the list; what it is refused for stays with the form. */
export function useSaveType(type: ResourceType | null) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);

  const save = async (draft: Part): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      const after = await (type ? replaceType(type.identifier, draft) : createType(draft));
      setDone(true);
      for (const key of ["resource-types", "resource-offers", "cards", "action"]) await client.invalidateQueries({ queryKey: [key], refetchType: "none" });
      say(t("types.saved", { title: after.title }));
      await navigate({ to: "/builder/resources/types" });
      return true;
    } catch (error) {
      setFailure(error);
      setBusy(false);
      return false;
    }
  };
  return { save, busy, done, failure, forget: () => setFailure(null) };
}
