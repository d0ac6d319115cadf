import { ActionIcon, Button, Checkbox, Menu, Popover, Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconBaselineDensityMedium, IconBaselineDensitySmall, IconColumns3, IconLayoutList, IconPin, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isGroupable, isLong } from "@/lib/fields";
import type { Field } from "@/lib/fields";
import { moveColumn, setColumn, shiftColumn } from "./columns";
import classes from "./ViewMenus.module.css";
import type { TableView } from "./view";

type Props = { fields: Field[]; view: TableView; onChange: (change: Partial<TableView>) => void };

const icon = { size: 16, stroke: 1.5 };

export function GroupMenu({ fields, view, onChange }: Props) {
  const { t } = useTranslation();
  const group = fields.find((field) => field.id === view.group);
  return (
    <Menu width={224}>
      <Menu.Target>
        <Button size="xs" leftSection={<IconLayoutList {...icon} />}>
          {group ? t("table.groupedBy", { field: group.title }) : t("table.group")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes["tall"]}>
        <Menu.Item onClick={() => onChange({ group: undefined })}>{t("table.noGroup")}</Menu.Item>
        <Menu.Divider />
        {fields.filter(isGroupable).map((field) => (
          <Menu.Item key={field.id} onClick={() => onChange({ group: field.id })}>
            {field.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function SortMenu({ fields, view, onChange }: Props) {
  const { t } = useTranslation();
  const titleOf = (id: string) => fields.find((field) => field.id === id)?.title ?? id;
  const label = view.sort.length === 0 ? t("table.sort") : t("table.sortedBy", { fields: view.sort.map((one) => titleOf(one.property)).join(", ") });
  const rest = fields.filter((field) => !isLong(field) && !view.sort.some((one) => one.property === field.id));
  return (
    <Popover width={288}>
      <Popover.Target>
        <Button size="xs" leftSection={<IconArrowsSort {...icon} />} maw={220}>
          <span className="cut">{label}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes["tall"]} aria-label={t("table.sort")}>
        {view.sort.map((one, index) => {
          const up = one.order === "ASC";
          const flip = view.sort.map((other) => (other === one ? { ...one, order: up ? ("DESC" as const) : ("ASC" as const) } : other));
          return (
            <div key={one.property} className={classes["item"]}>
              <span className="quiet">{index + 1}</span>
              <span className="cut">{titleOf(one.property)}</span>
              <Button size="xs" variant="subtle" className="push" leftSection={up ? <IconArrowUp size={14} stroke={1.5} /> : <IconArrowDown size={14} stroke={1.5} />} onClick={() => onChange({ sort: flip })}>
                {t(up ? "table.ascending" : "table.descending")}
              </Button>
              <ActionIcon size="mini" aria-label={t("common.removeNamed", { name: titleOf(one.property) })} onClick={() => onChange({ sort: view.sort.filter((other) => other !== one) })}>
                <IconX size={14} stroke={1.5} />
              </ActionIcon>
            </div>
          );
        })}
        {view.sort.length > 0 ? <div className={classes["line"]} /> : null}
        {rest.map((field) => (
          <button key={field.id} type="button" className={classes["item"]} onClick={() => onChange({ sort: [...view.sort, { property: field.id, order: "ASC" }] })}>
            {field.title}
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

export function ColumnsMenu({ fields, view, onChange, onReset }: Props & { onReset: (() => void) | null }) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<string | null>(null);
  const shown = view.columns.flatMap((column) => fields.find((field) => field.id === column.id) ?? []);
  const hidden = fields.filter((field) => !shown.includes(field));
  const toggle = (field: Field) =>
    onChange({ columns: shown.includes(field) ? view.columns.filter((one) => one.id !== field.id) : [...view.columns, { id: field.id }] });
  return (
    <Popover width={304}>
      <Popover.Target>
        <Button size="xs" leftSection={<IconColumns3 {...icon} />}>
          {t("table.columns")} <span className="tally" style={{ marginLeft: 6, fontWeight: 400 }}>{t("table.columnCount", { shown: shown.length, all: fields.length })}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes["tall"]} aria-label={t("table.columns")}>
        {[...shown, ...hidden].map((field) => {
          const on = shown.includes(field);
          const column = view.columns.find((one) => one.id === field.id);
          const first = field.id === "$title";
          return (
            <div
              key={field.id}
              className={classes["item"]}
              draggable={on && !first}
              onDragStart={() => setDragged(field.id)}
              onDragOver={(event) => dragged && event.preventDefault()}
              onDrop={() => {
                if (dragged) onChange({ columns: moveColumn(view.columns, dragged, field.id) });
                setDragged(null);
              }}
            >
              <Checkbox label={field.title} checked={on} disabled={first} onChange={() => toggle(field)} className={classes["check"]} />
              {first ? <IconPin {...icon} className="push" aria-label={t("table.pinned")} /> : null}
              {on && !first ? (
                <span className={classes["moves"]}>
                  <ActionIcon size="mini" aria-label={t("table.moveUp", { column: field.title })} onClick={() => onChange({ columns: shiftColumn(view.columns, field.id, -1) })}>
                    <IconArrowUp size={14} stroke={1.5} />
                  </ActionIcon>
                  <ActionIcon size="mini" aria-label={t("table.moveDown", { column: field.title })} onClick={() => onChange({ columns: shiftColumn(view.columns, field.id, 1) })}>
                    <IconArrowDown size={14} stroke={1.5} />
                  </ActionIcon>
                  <ActionIcon
                    size="mini"
                    aria-pressed={column?.pinned === true}
                    aria-label={t("table.pinColumn", { column: field.title })}
                    onClick={() => onChange({ columns: setColumn(view.columns, field.id, { pinned: column?.pinned ? undefined : true }) })}
                  >
                    <IconPin size={14} stroke={1.5} color={column?.pinned ? "var(--accent-text)" : undefined} />
                  </ActionIcon>
                </span>
              ) : null}
            </div>
          );
        })}
        {onReset ? (
          <>
            <div className={classes["line"]} />
            <button type="button" className={`${classes["item"]} link-button`} onClick={onReset}>
              {t("table.resetView")}
            </button>
          </>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

export function DensitySwitch({ view, onChange }: Omit<Props, "fields">) {
  const { t } = useTranslation();
  const roomy = view.density === "roomy";
  const label = t(roomy ? "table.densityRoomy" : "table.densityCompact");
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="xs" aria-label={label} onClick={() => onChange({ density: roomy ? "compact" : "roomy" })}>
        {roomy ? <IconBaselineDensityMedium {...icon} /> : <IconBaselineDensitySmall {...icon} />}
      </ActionIcon>
    </Tooltip>
  );
}
