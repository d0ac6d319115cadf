import { ActionIcon, Checkbox, Menu, Tooltip } from "@mantine/core";
import { IconArrowUpRight, IconDots, IconLink, IconPencil, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Entity, EntityDraft } from "@/api/types";
import { PropertyValue } from "@/components/PropertyValue";
import { titleOf } from "@/lib/blueprints";
import { isNumeric, valueOf } from "@/lib/fields";
import type { Rights } from "@/lib/rights";
import { CellEditor } from "./CellEditor";
import classes from "./Grid.module.css";
import type { Cell } from "./layout";

export type RowActions = {
  onSelect: (entity: Entity, extend: boolean) => void;
  onActivate: (line: number, column: number) => void;
  onEdit: (line: number, column: number) => void;
  onSave: (entity: Entity, change: Partial<EntityDraft>) => Promise<void>;
  onLeave: () => void;
  onOpenForm: (entity: Entity) => void;
  onDelete: (entity: Entity) => void;
};

type Props = {
  blueprint: string;
  entity: Entity | undefined;
  cells: Cell[];
  line: number;
  top: number;
  selected: boolean;
  fresh: boolean;
  activeColumn: number | null;
  editingColumn: number | null;
  rights: Rights;
  actions: RowActions;
};

const icon = { size: 16, stroke: 1.5 };

function RowTools({ blueprint, entity, rights, actions }: Pick<Props, "blueprint" | "rights" | "actions"> & { entity: Entity }) {
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

function Bones({ cells, line, top }: Pick<Props, "cells" | "line" | "top">) {
  return (
    <div role="row" aria-rowindex={line + 2} aria-busy="true" className={classes["row"]} style={{ top }}>
      <div role="gridcell" className={`${classes["td"]} ${classes["select"]}`} />
      {cells.map((cell) => (
        <div key={cell.field.id} role="gridcell" className={classes["td"]} style={{ width: cell.width }}>
          <span className={classes["bone"]} />
        </div>
      ))}
    </div>
  );
}

export const GridRow = memo(function GridRow(props: Props) {
  const { blueprint, entity, cells, line, top, selected, fresh, activeColumn, editingColumn, rights, actions } = props;
  const { t } = useTranslation();
  if (!entity) return <Bones cells={cells} line={line} top={top} />;
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-selected={selected}
      data-active={activeColumn === null ? undefined : true}
      data-fresh={fresh || undefined}
      className={classes["row"]}
      style={{ top }}
    >
      <div role="gridcell" aria-colindex={1} className={`${classes["td"]} ${classes["select"]}`}>
        <Checkbox
          tabIndex={-1}
          aria-label={t("table.selectRow", { title: titleOf(entity) })}
          checked={selected}
          onChange={(event) => actions.onSelect(entity, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </div>
      {cells.map((cell, column) => {
        const { field } = cell;
        const active = activeColumn === column;
        const editing = editingColumn === column;
        const name = [
          classes["td"],
          isNumeric(field) ? classes["num"] : "",
          cell.left === undefined ? "" : classes["sticky"],
          active && !editing ? classes["active"] : "",
          editing ? classes["editing"] : "",
          field.property?.enum || field.type === "team" ? classes["main"] : "",
        ].join(" ");
        return (
          <div
            key={field.id}
            role="gridcell"
            id={`cell-${line}-${column}`}
            aria-colindex={column + 2}
            aria-readonly={!field.editable || !rights.editField(entity, field)}
            className={name}
            style={{ width: cell.width, left: cell.left }}
            onMouseDown={() => actions.onActivate(line, column)}
            onDoubleClick={() => actions.onEdit(line, column)}
          >
            {editing ? (
              <CellEditor entity={entity} field={field} onSave={(change) => actions.onSave(entity, change)} onLeave={actions.onLeave} />
            ) : field.id === "$title" ? (
              <Link
                to="/catalog/$blueprint/$entity"
                params={{ blueprint, entity: entity.identifier }}
                className={`${classes["name"]} name nowrap`}
                title={titleOf(entity)}
                tabIndex={-1}
                preload={false}
              >
                {titleOf(entity)}
              </Link>
            ) : (
              <span className={classes["in"]}>
                {fresh && field.id === "$updatedAt" ? <span className={classes["dot"]} /> : null}
                <PropertyValue field={field} value={valueOf(entity, field)} dense />
              </span>
            )}
          </div>
        );
      })}
      <div role="gridcell" aria-colindex={cells.length + 2} className={`${classes["td"]} ${classes["tools"]}`}>
        <RowTools blueprint={blueprint} entity={entity} rights={rights} actions={actions} />
      </div>
    </div>
  );
});
