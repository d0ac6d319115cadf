import { Checkbox, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "@/components/actionForm/ActionForm.module.css";

type Props = { /** By something else than approval. */ held: boolean; reason: string | null; error: boolean; onChange: (reason: string | null) => void };

/** For those who need not wait for approval when something cannot wait. */
export function CannotWait({ reason, error, held, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes["section"]}>
      <Checkbox label={t(held ? "request.cannotWaitHeld" : "request.cannotWait")} description={t(held ? "request.cannotWaitHeldHelp" : "request.cannotWaitHelp")} checked={reason !== null} onChange={(event) => onChange(event.currentTarget.checked ? "" : null)} />
      {reason === null ? null : <Textarea label={t("request.cannotWaitWhy")} required error={error ? t("request.cannotWaitNeeds") : undefined} maxLength={500} autosize minRows={2} value={reason} onChange={(event) => onChange(event.currentTarget.value)} />}
    </div>
  );
}
