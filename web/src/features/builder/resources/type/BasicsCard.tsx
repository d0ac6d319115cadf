import { Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconPicker } from "@/components/IconPicker";
import { put, textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import { useField } from "../../actions/fields";
import classes from "../../actions/Actions.module.css";

/** An identifier that follows from a title. */
const identifierOf = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 50);

type Props = { draft: Part; fresh: boolean; kinds: string[]; onChange: (draft: Part) => void };

/** What a type is called, how it shows, and on which kind of server it is made. */
export function BasicsCard({ draft, fresh, kinds, onChange }: Props) {
  const { t } = useTranslation();
  const title = textOf(draft["title"]);
  const identifier = textOf(draft["identifier"]);
  const kind = textOf(draft["kind"]);
  const rename = (next: string) => {
    const follows = fresh && (identifier === "" || identifier === identifierOf(title));
    onChange({ ...draft, title: next, ...(follows ? { identifier: identifierOf(next) } : {}) });
  };
  return (
    <section className="card" aria-label={t("actions.basics")}>
      <header>
        <h2>{t("actions.basics")}</h2>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <div className={classes["pair"]}>
          <TextInput {...useField("title")} label={t("field.title")} required value={title} onChange={(event) => rename(event.currentTarget.value)} />
          <TextInput {...useField("identifier")} label={t("field.identifier")} description={t(fresh ? "servers.identifierHelp" : "types.identifierStays")} required disabled={!fresh} value={identifier} classNames={{ input: classes["mono"] ?? "" }} onChange={(event) => onChange({ ...draft, identifier: event.currentTarget.value })} />
        </div>
        <Textarea {...useField("description")} label={t("common.description")} required autosize minRows={2} maxRows={8} value={textOf(draft["description"])} onChange={(event) => onChange({ ...draft, description: event.currentTarget.value })} />
        <div className={classes["pair"]}>
          <Select {...useField("kind")} label={t("types.kind")} required allowDeselect={false} data={[...new Set([...kinds, ...(kind ? [kind] : [])])]} value={kind || null} onChange={(next) => onChange(put(draft, { kind: next ?? undefined }))} />
          <IconPicker value={textOf(draft["icon"]) || null} fallback={kind} onChange={(icon) => onChange(put(draft, { icon: icon ?? undefined }))} />
        </div>
        <Switch label={t("types.offered")} description={t("types.offeredHelp")} checked={draft["offered"] !== false} onChange={(event) => onChange(put(draft, { offered: event.currentTarget.checked ? undefined : false }))} />
      </div>
    </section>
  );
}
