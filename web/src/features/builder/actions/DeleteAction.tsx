import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteAction } from "@/api/selfservice";
import type { Action } from "@/api/selfservice";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { titleOf } from "@/lib/blueprints";

export function DeleteAction({ action, onDelete }: { action: Action; onDelete: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await deleteAction(action.identifier);
    onDelete();
    for (const key of ["actions", "cards"]) await client.invalidateQueries({ queryKey: [key] });
    await navigate({ to: "/builder/actions" });
  };
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t("common.delete")}
      </Button>
      {asking ? (
        <ConfirmDialog title={t("actions.deleteTitle", { title: titleOf(action) })} action={t("common.delete")} onConfirm={remove} onClose={() => setAsking(false)}>
          <p>{t("actions.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
