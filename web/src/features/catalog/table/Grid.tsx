import { useElementSize, useMediaQuery, useMergedRef } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Entity, EntityDraft } from "@/api/types";
import { isLong } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import type { Rights } from "@/lib/rights";
import classes from "./Grid.module.css";
import { GridHeader } from "./GridHeader";
import { GridRow } from "./GridRow";
import type { RowActions } from "./GridRow";
import { GroupRow } from "./GroupRow";
import { layoutOf, selectWidth, toolsWidth } from "./layout";
import type { Cell } from "./layout";
import { useGridKeys } from "./useGridKeys";
import type { Line, Lines } from "./lines";
import { headHeight, useRowWindow } from "./useRowWindow";
import type { Selection } from "./useSelection";
import type { TableView } from "./view";

type Props = {
  blueprint: string;
  label: string;
  /** What one or several rows are called. */
  nounOf: (count: number) => string;
  fields: Field[];
  view: TableView;
  group: Field | undefined;
  lines: Lines;
  total: number;
  rights: Rights;
  fresh: ReadonlySet<string>;
  selection: Selection;
  entityAt: (line: Line | undefined) => Entity | undefined;
  onSeen: (range: [number, number]) => void;
  onToggleGroup: (key: string) => void;
  onChangeView: (change: Partial<TableView>) => void;
  onSave: (entity: Entity, change: Partial<EntityDraft>) => Promise<void>;
  onOpenForm: (entity: Entity) => void;
  onDelete: (entity: Entity) => void;
};

const slotStep = 24;

const heights = { compact: 36, roomy: 48 };

export function Grid(props: Props) {
  const { blueprint, label, nounOf, fields, view, group, lines, total, rights, fresh, selection, entityAt, onSeen, onToggleGroup, onChangeView, onSave, onOpenForm, onDelete } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const phone = useMediaQuery("(max-width: 900px)") ?? false;
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width: room } = useElementSize();
  const box = useMergedRef(scroller, measured);
  const cells = useMemo(() => layoutOf(view.columns, fields, phone, room), [view.columns, fields, phone, room]);
  const width = cells.reduce((sum, cell) => sum + cell.width, selectWidth + toolsWidth);
  const rowHeight = heights[view.density];
  const { first, last, scrollTo } = useRowWindow(scroller, lines, rowHeight);
  useEffect(() => onSeen([first, last]), [first, last, onSeen]);

  const canEdit = useCallback((entity: Entity | undefined, cell: Cell) => entity !== undefined && cell.field.editable && rights.editField(entity, cell.field), [rights]);
  const open = useCallback(
    (entity: Entity) => void navigate({ to: "/catalog/$blueprint/$entity", params: { blueprint, entity: entity.identifier } }),
    [navigate, blueprint],
  );
  const keys = useGridKeys({
    lines,
    cells,
    entityAt,
    scrollTo,
    onOpen: open,
    onSelect: selection.toggle,
    onClear: selection.clear,
    onToggle: onToggleGroup,
    canEdit,
  });
  const { setActive, setEditing, edit } = keys;
  const latest = useRef({ lines, cells, entityAt, canEdit, edit, onSave, onOpenForm, onDelete, toggle: selection.toggle });
  useEffect(() => {
    latest.current = { lines, cells, entityAt, canEdit, edit, onSave, onOpenForm, onDelete, toggle: selection.toggle };
  });
  const actions = useMemo(
    (): RowActions => ({
      onSelect: (entity, extend) => latest.current.toggle(entity, extend),
      onActivate: (line, column) => setActive({ line, column }),
      onEdit: (line, column) => {
        const now = latest.current;
        const cell = now.cells[column];
        const entity = now.entityAt(now.lines.at(line));
        if (cell && entity && now.canEdit(entity, cell) && isLong(cell.field)) now.onOpenForm(entity);
        else now.edit(line, column);
      },
      onSave: (entity, change) => latest.current.onSave(entity, change),
      onLeave: () => {
        setEditing(null);
        scroller.current?.focus({ preventScroll: true });
      },
      onOpenForm: (entity) => latest.current.onOpenForm(entity),
      onDelete: (entity) => latest.current.onDelete(entity),
    }),
    [setActive, setEditing],
  );

  const { active, editing } = keys;
  // Rows that leave are drawn over by rows that come: nothing is made or thrown away while scrolling.
  const slots = Math.ceil((last - first + 1) / slotStep) * slotStep;
  return (
    <div
      ref={box}
      className={classes["scroller"]}
      role={group ? "treegrid" : "grid"}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={cells.length + 2}
      aria-multiselectable="true"
      aria-activedescendant={active && !editing ? `cell-${active.line}-${lines.at(active.line)?.kind === "group" ? 0 : active.column}` : undefined}
      aria-describedby="grid-keys"
      onKeyDown={keys.press}
      style={{ ["--row-height" as string]: `${rowHeight}px`, ["--row-width" as string]: `${width}px` }}
    >
      <span id="grid-keys" className="sr" role="presentation">
        {t("table.keys")}
      </span>
      <div className={classes["sizer"]} role="presentation" style={{ width, height: headHeight + lines.height(rowHeight) }}>
        <div role="rowgroup">
          <GridHeader cells={cells} view={view} selection={selection.state} onSelectAll={selection.toggleAll} onChange={onChangeView} />
        </div>
        <div role="rowgroup">
          {Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => {
            const at = first + offset;
            const line = lines.at(at);
            if (!line) return null;
            const top = headHeight + lines.topOf(at, rowHeight);
            if (line.kind === "group" && group) {
              return (
                <GroupRow
                  key={`group-${line.section.key}`}
                  section={line.section}
                  group={group}
                  line={at}
                  top={top}
                  active={active?.line === at}
                  nounOf={nounOf}
                  onToggle={onToggleGroup}
                />
              );
            }
            const entity = entityAt(line);
            const isActive = active?.line === at;
            return (
              <GridRow
                key={`slot-${at % slots}`}
                t={t}
                blueprint={blueprint}
                entity={entity}
                cells={cells}
                line={at}
                top={top}
                selected={entity ? selection.has(entity.identifier) : false}
                fresh={entity ? fresh.has(entity.identifier) : false}
                activeColumn={isActive ? active.column : null}
                editingColumn={editing?.line === at ? editing.column : null}
                rights={rights}
                actions={actions}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
