import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { EnumValue } from "@/components/EnumValue";
import { TeamName } from "@/components/TeamMark";
import type { Field } from "@/lib/fields";
import { formatNumber } from "@/lib/time";
import classes from "./Grid.module.css";
import type { Section } from "./lines";

type Props = { section: Section; group: Field; line: number; top: number; active: boolean; nounOf: (count: number) => string; onToggle: (key: string) => void };

export function GroupRow({ section, group, line, top, active, nounOf, onToggle }: Props) {
  const { t } = useTranslation();
  const value = section.facet?.value ?? null;
  const word = section.facet?.title ?? (typeof value === "boolean" ? t(value ? "common.yes" : "common.no") : String(value));
  const Chevron = section.open ? IconChevronDown : IconChevronRight;
  const color = group.property?.enumColors?.[String(value)];
  return (
    <div role="row" aria-rowindex={line + 2} aria-expanded={section.open} aria-level={1} className={classes["group"]} style={{ top }}>
      <div role="gridcell" id={`cell-${line}-0`} aria-colindex={1} className={active ? classes["active"] : undefined}>
        <button type="button" tabIndex={-1} className={classes["toggle"]} onClick={() => onToggle(section.key)}>
          <Chevron size={14} stroke={1.5} />
          <span className="strong">
            {value === null ? t("table.noValue", { field: group.title }) : group.type === "team" ? <TeamName name={word} /> : <EnumValue value={word} color={color} />}
          </span>
          <span className="quiet">·</span>
          <span>{t("table.groupCount", { formatted: formatNumber(section.rows), what: nounOf(section.rows) })}</span>
        </button>
      </div>
    </div>
  );
}
