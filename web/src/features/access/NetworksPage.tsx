import { Button, TextInput } from "@mantine/core";
import { IconNetwork, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allowNetwork, forbidNetwork, listNetworks } from "@/api/access";
import type { OutboundNetwork } from "@/api/types";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { FormDialog } from "@/components/FormDialog";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";

/** One that the operator's setting names has neither a reason nor somebody who allowed it. */
type Row = { network: string; allowed: OutboundNetwork | null };

const key = ["outbound-networks"];

function AllowDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [network, setNetwork] = useState("");
  const [reason, setReason] = useState("");
  const allow = async () => {
    await allowNetwork({ network: network.trim(), reason: reason.trim() });
    await client.invalidateQueries({ queryKey: key });
  };
  return (
    <FormDialog title={t("networks.allow")} action={t("networks.allow")} ready={network.trim() !== "" && reason.trim() !== ""} onSubmit={allow} onClose={onClose}>
      <TextInput label={t("networks.network")} description={t("networks.networkHelp")} value={network} maxLength={60} data-autofocus styles={{ input: { fontFamily: "var(--mono)", fontSize: 12 } }} onChange={(event) => setNetwork(event.currentTarget.value)} />
      <TextInput label={t("networks.reason")} description={t("networks.reasonHelp")} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}

export function NetworksPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: listNetworks });
  const [adding, setAdding] = useState(false);
  const [forbidding, setForbidding] = useState<string | null>(null);
  const rows: Row[] | undefined = data && [...data.setting.map((network) => ({ network, allowed: null })), ...data.networks.map((allowed) => ({ network: allowed.network, allowed }))];
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setAdding(true)}>
      {t("networks.allow")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("builder.sections.networks")}
        lead={t("networks.lead")}
        action={add}
        items={rows}
        error={error}
        onRetry={() => void refetch()}
        keyOf={({ network, allowed }) => `${allowed ? "here" : "setting"} ${network}`}
        columns={[t("networks.network"), t("networks.reason"), t("networks.by"), t("common.actions")]}
        empty={<EmptyState icon={<IconNetwork size={20} stroke={1.5} />} title={t("networks.empty")} why={t("networks.lead")} action={add} />}
        row={({ network, allowed }) => (
          <>
            <td>
              <code>{network}</code>
            </td>
            <td>{allowed?.reason}</td>
            <td className="muted">
              {allowed ? (
                <>
                  {allowed.addedBy}, <Ago at={allowed.addedAt} />
                </>
              ) : (
                t("networks.bySetting")
              )}
            </td>
            {allowed ? <RowActions name={network} onRemove={() => setForbidding(network)} /> : <td />}
          </>
        )}
      />
      {adding ? <AllowDialog onClose={() => setAdding(false)} /> : null}
      {forbidding ? (
        <ConfirmDialog
          title={t("networks.forbid", { network: forbidding })}
          action={t("networks.forbidAction")}
          onConfirm={async () => {
            await forbidNetwork(forbidding);
            await client.invalidateQueries({ queryKey: key });
          }}
          onClose={() => setForbidding(null)}
        >
          <p>{t("networks.forbidWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
