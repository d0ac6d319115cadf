import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endDelegation, readDelegation, saveDelegation } from "@/api/selfservice";
import type { Query } from "@/api/types";
import { EntityPicker } from "@/components/EntityPicker";
import { ErrorNote } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { useSession } from "@/lib/session";
import { exactTime } from "@/lib/time";

function AwayDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const client = useQueryClient();
  const [delegate, setDelegate] = useState<string | null>(null);
  const [until, setUntil] = useState("");
  const save = async () => {
    await saveDelegation(delegate!, new Date(`${until}T23:59:59`).toISOString());
    await client.invalidateQueries({ queryKey: ["delegation"] });
  };
  const others: Query = { combinator: "and", rules: [{ property: "$identifier", operator: "!=", value: user.email }] };
  return (
    <FormDialog title={t("away.title")} action={t("common.save")} ready={delegate !== null && until !== ""} onSubmit={save} onClose={onClose}>
      <p className="quiet">{t("away.why")}</p>
      <EntityPicker blueprint="_user" label={t("away.who")} query={others} value={delegate ? [delegate] : []} onChange={(chosen) => setDelegate(chosen[0] ?? null)} />
      <TextInput type="date" label={t("away.until")} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
    </FormDialog>
  );
}

/** Who decides in my place while I am away. */
export function WhileAway() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { data: delegation, isPending } = useQuery({ queryKey: ["delegation"], queryFn: readDelegation });
  const end = useMutation({ mutationFn: endDelegation, onSettled: () => client.invalidateQueries({ queryKey: ["delegation"] }) });
  return (
    <>
      {delegation ? (
        <span className="small quiet">{t("away.now", { delegate: delegation.delegate, at: exactTime(delegation.until) })}</span>
      ) : null}
      {delegation ? (
        <Button loading={end.isPending} onClick={() => end.mutate()}>
          {t("away.end")}
        </Button>
      ) : (
        <Button disabled={isPending} onClick={() => setAsking(true)}>{t("away.title")}</Button>
      )}
      <ErrorNote error={end.error} />
      {asking ? <AwayDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}
