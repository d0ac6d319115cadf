import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { isPart, put, textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import { useField } from "../../actions/fields";
import classes from "../../actions/Actions.module.css";
import own from "./Type.module.css";

const mono = { input: classes["mono"] ?? "" };
const most = 10;

type LineProps = { need: Part; at: number; onChange: (need: Part) => void; onRemove: () => void };

function Line({ need, at, onChange, onRemove }: LineProps) {
  const { t } = useTranslation();
  return (
    <li className={own["line"]}>
      <div className={classes["pair"]}>
        <TextInput {...useField(`needs.${at}.apiVersion`)} label={t("types.apiVersion")} description={t("types.apiVersionHelp")} required value={textOf(need["apiVersion"])} classNames={mono} onChange={(event) => onChange({ ...need, apiVersion: event.currentTarget.value })} />
        <TextInput {...useField(`needs.${at}.kind`)} label={t("types.objectKind")} description={t("types.objectKindHelp")} required value={textOf(need["kind"])} classNames={mono} onChange={(event) => onChange({ ...need, kind: event.currentTarget.value })} />
      </div>
      <ActionIcon className={own["remove"] ?? ""} size="sm" aria-label={t("types.removeNeed", { number: at + 1 })} onClick={onRemove}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </li>
  );
}

/** Kinds of objects that a cluster has to know before the type is offered on it. */
export function NeedsCard({ draft, onChange }: { draft: Part; onChange: (draft: Part) => void }) {
  const { t } = useTranslation();
  const needs = Array.isArray(draft["needs"]) ? draft["needs"].filter(isPart) : [];
  if (draft["kind"] !== "kubernetes" && needs.length === 0) return null;
  const set = (next: Part[]) => onChange(put(draft, { needs: next.length > 0 ? next : undefined }));
  return (
    <section className="card" aria-label={t("types.needs")}>
      <header>
        <h2>{t("types.needs")}</h2>
        <span className="tally">{needs.length}</span>
        <Button size="xs" className="push" leftSection={<IconPlus size={14} stroke={1.5} />} disabled={needs.length >= most} onClick={() => set([...needs, { apiVersion: "", kind: "" }])}>
          {t("types.addNeed")}
        </Button>
      </header>
      {needs.length === 0 ? <p className="in quiet">{t("types.noNeeds")}</p> : null}
      <ul>
        {needs.map((need, at) => (
          <Line key={at} need={need} at={at} onChange={(next) => set(needs.map((one, index) => (index === at ? next : one)))} onRemove={() => set(needs.filter((_, index) => index !== at))} />
        ))}
      </ul>
    </section>
  );
}
