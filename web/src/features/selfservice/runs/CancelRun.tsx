import { Button, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelRun } from "@/api/selfservice";
import { FormDialog } from "@/components/FormDialog";

/** Takes a run back of which nothing was begun, or stops a workflow in the middle. */
export function CancelRun({ run, begun }: { run: string; begun: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const cancel = async () => {
    await cancelRun(run, reason.trim());
    await client.invalidateQueries({ queryKey: ["runs"] });
  };
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t("runs.cancel")}
      </Button>
      {asking ? (
        <FormDialog title={t("runs.cancelTitle")} action={t("runs.cancel")} ready danger onSubmit={cancel} onClose={() => setAsking(false)}>
          <p>{t(begun ? "runs.stopWhy" : "runs.cancelWhy")}</p>
          <Textarea data-autofocus label={t("runs.cancelReason")} maxLength={2000} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </FormDialog>
      ) : null}
    </>
  );
}
