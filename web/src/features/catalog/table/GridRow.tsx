import { memo, useState } from "react";
import type { TFunction } from "i18next";
import type { Entity, EntityDraft } from "@/api/types";
import { EntityLink } from "@/components/EntityLink";
import { PropertyValue } from "@/components/PropertyValue";
import { titleOf } from "@/lib/blueprints";
import { isNumeric, valueOf } from "@/lib/fields";
import type { Rights } from "@/lib/rights";
import { CellEditor } from "./CellEditor";
import classes from "./Grid.module.css";
import type { Cell } from "./layout";
import { RowTools } from "./RowTools";

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
  /** Given, so that each row need not listen for a change of language. */
  t: TFunction;
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
  const { t, blueprint, entity, cells, line, top, selected, fresh, activeColumn, editingColumn, rights, actions } = props;
  const [near, setNear] = useState(false);
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
      onPointerEnter={() => setNear(true)}
    >
      <div role="gridcell" aria-colindex={1} className={`${classes["td"]} ${classes["select"]}`}>
        <input
          type="checkbox"
          className={classes["check"]}
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
              <EntityLink blueprint={blueprint} identifier={entity.identifier} title={titleOf(entity)} className={`${classes["name"]} name nowrap`} quiet />
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
        {near || activeColumn !== null ? <RowTools blueprint={blueprint} entity={entity} rights={rights} actions={actions} /> : null}
      </div>
    </div>
  );
});
