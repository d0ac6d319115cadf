import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listUsers } from "@/api/access";
import { endDelegation, readDelegation, saveDelegation } from "@/api/selfservice";
import { ErrorNote } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { personName, useSession } from "@/lib/session";
import { exactTime } from "@/lib/time";

function AwayDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const client = useQueryClient();
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers, staleTime: 60_000 });
  const [delegate, setDelegate] = useState<string | null>(null);
  const [until, setUntil] = useState("");
  const save = async () => {
    await saveDelegation(delegate!, new Date(`${until}T23:59:59`).toISOString());
    await client.invalidateQueries({ queryKey: ["delegation"] });
  };
  const others = users.filter((one) => one.email !== user.email).map((one) => ({ value: one.email, label: personName(one) }));
  return (
    <FormDialog title={t("away.title")} action={t("common.save")} ready={delegate !== null && until !== ""} onSubmit={save} onClose={onClose}>
      <p className="quiet">{t("away.why")}</p>
      <Select label={t("away.who")} data={others} searchable value={delegate} onChange={setDelegate} data-autofocus />
      <TextInput type="date" label={t("away.until")} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
    </FormDialog>
  );
}

/** Who decides in my place while I am away. */
export function WhileAway() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { data: delegation } = useQuery({ queryKey: ["delegation"], queryFn: readDelegation });
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
        <Button onClick={() => setAsking(true)}>{t("away.title")}</Button>
      )}
      <ErrorNote error={end.error} />
      {asking ? <AwayDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}
