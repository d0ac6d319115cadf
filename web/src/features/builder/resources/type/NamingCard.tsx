import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { partOf, put, textOf } from "../../actions/draft";
import type { Part } from "../../actions/draft";
import { useField } from "../../actions/fields";
import classes from "../../actions/Actions.module.css";
import { NumberField } from "./NumberField";

const mono = { input: classes["mono"] ?? "" };

/** How resources are called, here and on their server. */
export function NamingCard({ draft, onChange }: { draft: Part; onChange: (draft: Part) => void }) {
  const { t } = useTranslation();
  const naming = partOf(draft["naming"]);
  const set = (change: { [key: string]: Part[string] | undefined }) => onChange({ ...draft, naming: put(naming, change) });
  return (
    <section className="card" aria-label={t("types.naming")}>
      <header>
        <h2>{t("types.naming")}</h2>
      </header>
      <div className={`in ${classes["fields"]}`}>
        <TextInput {...useField("naming.description")} label={t("types.convention")} description={t("types.conventionHelp")} required value={textOf(naming["description"])} onChange={(event) => set({ description: event.currentTarget.value })} />
        <TextInput {...useField("naming.pattern")} label={t("part.pattern")} description={t("types.patternHelp")} required value={textOf(naming["pattern"])} classNames={mono} onChange={(event) => set({ pattern: event.currentTarget.value })} />
        <div className={classes["pair"]}>
          <NumberField path="naming.maxLength" label={t("part.maxLength")} required value={naming["maxLength"]} onChange={(maxLength) => set({ maxLength })} />
          <TextInput {...useField("naming.example")} label={t("types.example")} value={textOf(naming["example"])} classNames={mono} onChange={(event) => set({ example: event.currentTarget.value })} />
        </div>
        <Textarea {...useField("naming.native")} label={t("types.native")} description={t("types.nativeHelp")} required autosize minRows={1} maxRows={6} value={textOf(naming["native"])} classNames={mono} onChange={(event) => set({ native: event.currentTarget.value })} />
      </div>
    </section>
  );
}
