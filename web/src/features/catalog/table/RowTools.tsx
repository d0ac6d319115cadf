import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconArrowUpRight, IconDots, IconLink, IconPencil, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Entity } from "@/api/types";
import { titleOf } from "@/lib/blueprints";
import type { Rights } from "@/lib/rights";
import type { RowActions } from "./GridRow";

const icon = { size: 16, stroke: 1.5 };

type Props = { blueprint: string; entity: Entity; rights: Rights; actions: RowActions };

/** What can be done with one row; made only for the row at hand. */
export function RowTools({ blueprint, entity, rights, actions }: Props) {
  const { t } = useTranslation();
  const title = titleOf(entity);
  const address = `${window.location.origin}/catalog/${encodeURIComponent(blueprint)}/${encodeURIComponent(entity.identifier)}`;
  return (
    <>
      {rights.edit(entity) ? (
        <Tooltip label={t("common.edit")}>
          <ActionIcon size="mini" tabIndex={-1} aria-label={t("table.editRow", { title })} onClick={() => actions.onOpenForm(entity)}>
            <IconPencil {...icon} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <Menu>
        <Menu.Target>
          <ActionIcon size="mini" tabIndex={-1} aria-label={t("table.rowMenu", { title })}>
            <IconDots {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconArrowUpRight {...icon} />}
            renderRoot={(props) => <Link {...props} to="/catalog/$blueprint/$entity" params={{ blueprint, entity: entity.identifier }} />}
          >
            {t("table.open")}
          </Menu.Item>
          <Menu.Item leftSection={<IconLink {...icon} />} onClick={() => void navigator.clipboard.writeText(address)}>
            {t("table.copyLink")}
          </Menu.Item>
          {rights.remove(entity) ? (
            <Menu.Item leftSection={<IconTrash {...icon} />} data-danger="true" onClick={() => actions.onDelete(entity)}>
              {t("common.delete")}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
