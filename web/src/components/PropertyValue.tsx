import { IconCheck, IconExternalLink, IconLock, IconMinus } from "@tabler/icons-react";
import i18next from "i18next";
import { Ago } from "@/components/Ago";
import { EntityLink } from "@/components/EntityLink";
import { EnumValue } from "@/components/EnumValue";
import { TeamMark } from "@/components/TeamMark";
import { referencesOf } from "@/lib/fields";
import type { Field, FieldValue } from "@/lib/fields";
import { exactTime, formatNumber } from "@/lib/time";

type Props = {
  field: Field;
  value: FieldValue;
  /** In a table: one line, nothing to tab to. */
  dense?: boolean;
};

function shortAddress(text: string): string {
  return text.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function Text({ text, field, dense }: { text: string; field: Field; dense: boolean | undefined }) {
  const color = field.property?.enumColors?.[text];
  if (color) return <EnumValue value={text} color={color} badge={!dense} />;
  if (isWebAddress(text) && field.format !== "markdown") {
    return (
      <a href={text} className="link" target="_blank" rel="noreferrer" tabIndex={dense ? -1 : undefined} title={text}>
        {shortAddress(text)}
        {dense ? null : <IconExternalLink size={14} stroke={1.5} style={{ verticalAlign: -2, marginLeft: 4 }} aria-hidden="true" />}
      </a>
    );
  }
  if (field.format === "date-time") return <Ago at={text} />;
  if (field.format === "timer") return <span title={exactTime(text)}><Ago at={text} /></span>;
  if (field.format === "email") return <a className="link" href={`mailto:${text}`} tabIndex={dense ? -1 : undefined}>{text}</a>;
  if (field.id === "$identifier") return <code>{text}</code>;
  if (field.format === "markdown") return <span className="muted">{text.replace(/[#*`>_\-|]/g, " ").slice(0, 160)}</span>;
  return <>{text}</>;
}

/** Reads the words without a hook: a table has thousands of values, and their row draws them again when the language changes. */
export function PropertyValue({ field, value, dense }: Props) {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) {
    return dense ? null : <span className="quiet">–</span>;
  }
  if (field.property?.format === "encrypted-string" || field.property?.format === "secret") {
    return <IconLock size={16} stroke={1.5} aria-label={i18next.t("field.encrypted")} />;
  }
  if (field.type === "team") {
    return (
      <span className="row">
        {(value as string[]).map((team) => (
          <span key={team} className="state">
            <TeamMark name={team} />
            {team}
          </span>
        ))}
      </span>
    );
  }
  if (field.relation) {
    const target = field.relation.target;
    return (
      <>
        {referencesOf(value).map(({ identifier, title }, index) => (
          <span key={identifier}>
            {index > 0 ? ", " : ""}
            <EntityLink blueprint={target} identifier={identifier} title={title} quiet={dense === true} />
          </span>
        ))}
      </>
    );
  }
  if (typeof value === "boolean") {
    return (
      <span className="state">
        {value ? <IconCheck size={16} stroke={1.5} color="var(--good)" aria-hidden="true" /> : <IconMinus size={16} stroke={1.5} color="var(--text-3)" aria-hidden="true" />}
        <span className={value ? undefined : "quiet"}>{i18next.t(value ? "common.yes" : "common.no")}</span>
      </span>
    );
  }
  if (typeof value === "number") {
    const color = field.property?.enumColors?.[String(value)];
    return color ? <EnumValue value={value} color={color} badge={!dense} /> : <>{formatNumber(value)}</>;
  }
  if (typeof value === "string") return <Text text={value} field={field} dense={dense} />;
  if (Array.isArray(value)) {
    const simple = value.every((one) => typeof one !== "object" || one === null);
    if (!simple) return <code>{JSON.stringify(value)}</code>;
    const item: Field = { ...field, type: "string", format: field.property?.items?.format, property: { type: "string", enumColors: field.property?.items?.enumColors } };
    return (
      <span className={dense ? undefined : "row wrap"}>
        {value.map((one, index) => (
          <span key={`${index}-${String(one)}`} style={{ marginRight: dense ? 6 : 0 }}>
            <Text text={String(one)} field={item} dense={dense} />
            {dense && index < value.length - 1 ? "," : ""}
          </span>
        ))}
      </span>
    );
  }
  return <code className={dense ? "quiet" : undefined}>{JSON.stringify(value)}</code>;
}
