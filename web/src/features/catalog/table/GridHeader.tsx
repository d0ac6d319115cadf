import { ActionIcon, Checkbox, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconChevronDown, IconEyeOff, IconLayoutList, IconPin, IconPinnedOff } from "@tabler/icons-react";
import { memo, useRef, useState } from "react";
import type { DragEvent, MouseEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { isGroupable, isLong, isNumeric } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import classes from "./Grid.module.css";
import { minWidth, toolsWidth } from "./layout";
import type { Cell } from "./layout";
import { cycleSort, moveColumn, setColumn } from "./columns";
import type { TableView } from "./view";

type Props = {
  cells: Cell[];
  view: TableView;
  selection: "none" | "some" | "all";
  onSelectAll: () => void;
  onChange: (change: Partial<TableView>) => void;
};

const icon = { size: 16, stroke: 1.5 };

function HeaderMenu({ field, view, onChange }: { field: Field; view: TableView; onChange: Props["onChange"] }) {
  const { t } = useTranslation();
  const column = view.columns.find((one) => one.id === field.id);
  return (
    <Menu width={208}>
      <Menu.Target>
        <ActionIcon size="mini" className={classes["caret"]} aria-label={t("table.columnMenu", { column: field.title })}>
          <IconChevronDown size={14} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp {...icon} />} onClick={() => onChange({ sort: [{ property: field.id, order: "ASC" }] })}>
          {t("table.sortAscending")}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown {...icon} />} onClick={() => onChange({ sort: [{ property: field.id, order: "DESC" }] })}>
          {t("table.sortDescending")}
        </Menu.Item>
        {isGroupable(field) ? (
          <Menu.Item leftSection={<IconLayoutList {...icon} />} onClick={() => onChange({ group: field.id })}>
            {t("table.groupByThis")}
          </Menu.Item>
        ) : null}
        {field.id === "$title" ? null : (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={column?.pinned ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />}
              onClick={() => onChange({ columns: setColumn(view.columns, field.id, { pinned: column?.pinned ? undefined : true }) })}
            >
              {t(column?.pinned ? "table.unpin" : "table.pin")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconEyeOff {...icon} />}
              onClick={() => onChange({ columns: view.columns.filter((one) => one.id !== field.id) })}
            >
              {t("table.hide")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function HeaderCell({ cell, view, onChange }: { cell: Cell; view: TableView; onChange: Props["onChange"] }) {
  const { t } = useTranslation();
  const { field } = cell;
  const [dragWidth, setDragWidth] = useState<number | null>(null);
  const [drop, setDrop] = useState(false);
  const start = useRef<{ x: number; width: number } | null>(null);
  const sorted = view.sort.find((one) => one.property === field.id);
  const place = view.sort.length > 1 && sorted ? view.sort.indexOf(sorted) + 1 : null;
  const sortable = !isLong(field);
  const grab = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: cell.width };
  };
  const drag = (event: PointerEvent) => {
    if (start.current) setDragWidth(Math.max(minWidth, start.current.width + event.clientX - start.current.x));
  };
  const release = () => {
    if (start.current && dragWidth !== null) onChange({ columns: setColumn(view.columns, field.id, { width: dragWidth }) });
    start.current = null;
    setDragWidth(null);
  };
  const dropHere = (event: DragEvent) => {
    setDrop(false);
    const from = event.dataTransfer.getData("text/fairway-column");
    if (from && from !== field.id) onChange({ columns: moveColumn(view.columns, from, field.id) });
  };
  return (
    <div
      role="columnheader"
      aria-colindex={cell.index + 2}
      aria-sort={sorted ? (sorted.order === "ASC" ? "ascending" : "descending") : sortable ? "none" : undefined}
      className={`${classes["th"]} ${isNumeric(field) ? classes["num"] : ""} ${cell.left === undefined ? "" : classes["sticky"]}`}
      style={{ width: dragWidth ?? cell.width, left: cell.left }}
      data-drop={drop}
      draggable={field.id !== "$title" && dragWidth === null}
      onDragStart={(event) => event.dataTransfer.setData("text/fairway-column", field.id)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("text/fairway-column")) return;
        event.preventDefault();
        setDrop(true);
      }}
      onDragLeave={() => setDrop(false)}
      onDrop={dropHere}
    >
      <button
        type="button"
        className={classes["sort"]}
        disabled={!sortable}
        title={field.title}
        onClick={(event: MouseEvent) => onChange({ sort: cycleSort(view.sort, field.id, event.shiftKey) })}
      >
        <span className="cut">{field.title}</span>
        {sorted?.order === "ASC" ? <IconArrowUp size={12} stroke={1.5} /> : null}
        {sorted?.order === "DESC" ? <IconArrowDown size={12} stroke={1.5} /> : null}
        {place ? <span className="quiet">{place}</span> : null}
      </button>
      <HeaderMenu field={field} view={view} onChange={onChange} />
      <span
        className={classes["resize"]}
        data-active={dragWidth === null ? undefined : true}
        title={t("table.resize")}
        onPointerDown={grab}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
        onDoubleClick={() => onChange({ columns: setColumn(view.columns, field.id, { width: undefined }) })}
      />
    </div>
  );
}

export const GridHeader = memo(function GridHeader({ cells, view, selection, onSelectAll, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes["head"]} role="row" aria-rowindex={1}>
      <div role="columnheader" aria-colindex={1} className={`${classes["th"]} ${classes["select"]}`}>
        <Checkbox aria-label={t("table.selectAll")} checked={selection === "all"} indeterminate={selection === "some"} onChange={onSelectAll} />
      </div>
      {cells.map((cell) => (
        <HeaderCell key={cell.field.id} cell={cell} view={view} onChange={onChange} />
      ))}
      <div role="columnheader" aria-colindex={cells.length + 2} className={classes["th"]} style={{ minWidth: toolsWidth }}>
        <span className="sr">{t("common.actions")}</span>
      </div>
    </div>
  );
});
