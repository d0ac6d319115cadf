import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconForms, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteAction } from "@/api/selfservice";
import type { Action } from "@/api/selfservice";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { titleOf } from "@/lib/blueprints";

/** What else can be done with an action: its form, and its end. */
export function MoreMenu({ action, onDelete }: { action: Action; onDelete: () => void }) {
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
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t("entity.more")}>
            <IconDots size={16} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {action.trigger.type === "self-service" ? (
            <Menu.Item leftSection={<IconForms size={16} stroke={1.5} />} renderRoot={(props) => <Link {...props} to="/self-service/$action" params={{ action: action.identifier }} />}>
              {t("actions.openForm")}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconTrash size={16} stroke={1.5} />} data-danger="true" onClick={() => setAsking(true)}>
            {t("common.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking ? (
        <ConfirmDialog title={t("actions.deleteTitle", { title: titleOf(action) })} action={t("common.delete")} onConfirm={remove} onClose={() => setAsking(false)}>
          <p>{t("actions.deleteWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
