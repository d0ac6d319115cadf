import { useTranslation } from "react-i18next";
import { stringify } from "yaml";
import type { Json } from "@/api/types";
import { CodeEditor } from "@/components/CodeEditor";
import { CopyButton } from "@/components/CopyButton";
import classes from "./Deliveries.module.css";

/** All that counts, as one file. */
export function ValuesText({ values }: { values: Record<string, Json> }) {
  const { t } = useTranslation();
  const text = stringify(values);
  return (
    <div className={classes["text"]}>
      <span className={classes["copy"]}>
        <CopyButton value={text} label={t("deliveries.values.copy")} />
      </span>
      <CodeEditor language="yaml" value={text} label={t("deliveries.values.effective")} height="auto" readOnly />
    </div>
  );
}
