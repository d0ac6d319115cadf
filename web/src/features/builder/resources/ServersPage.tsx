import { ActionIcon, Button } from "@mantine/core";
import { IconCheck, IconCircleX, IconPlugConnected, IconPlus, IconServer } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { forgetServer, listServers, testServer } from "@/api/resources";
import type { Server } from "@/api/resources";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";
import { bytes, measured } from "@/lib/amounts";
import { metricTitle } from "@/lib/metrics";
import { ServerDialog } from "./ServerDialog";

const key = ["resource-servers"];

function State({ server }: { server: Server }) {
  const { t } = useTranslation();
  const good = server.state === "REACHABLE";
  return (
    <div>
      <span className={`badge ${good ? "good" : "bad"}`}>
        {good ? <IconCheck aria-hidden="true" /> : <IconCircleX aria-hidden="true" />}
        {t(`servers.state.${server.state}`)}
      </span>
      <div className="small quiet">
        {server.report.error ?? server.report.version} {server.checkedAt ? <Ago at={server.checkedAt} /> : null}
      </div>
    </div>
  );
}

function Capacity({ server }: { server: Server }) {
  const { t } = useTranslation();
  const numbers = Object.entries(server.report.capacity ?? {}).filter((one): one is [string, number] => typeof one[1] === "number");
  if (numbers.length === 0) return <span className="quiet">–</span>;
  return (
    <ul className="small">
      {numbers.map(([name, value]) => (
        <li key={name}>
          {metricTitle(t, name)}: {/bytes/i.test(name) ? bytes(value) : measured(name, value)}
        </li>
      ))}
    </ul>
  );
}

/** The servers that resources are made on. */
export function ServersPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: servers, error, refetch } = useQuery({ queryKey: key, queryFn: listServers });
  const [editing, setEditing] = useState<Server | "new" | null>(null);
  const [forgetting, setForgetting] = useState<Server | null>(null);
  const renew = () => client.invalidateQueries({ queryKey: key });
  const test = useMutation({ mutationFn: testServer, onSettled: renew });
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setEditing("new")}>
      {t("servers.connect")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("servers.title")}
        lead={t("servers.lead")}
        action={add}
        items={servers}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(server) => server.identifier}
        columns={[t("servers.server"), t("servers.serves"), t("servers.stateTitle"), t("servers.has"), t("common.actions")]}
        empty={<EmptyState icon={<IconServer size={20} stroke={1.5} />} title={t("servers.none")} why={t("servers.noneWhy")} action={add} />}
        row={(server) => (
          <>
            <td>
              <span className="strong">{server.title}</span>
              <div className="small quiet">
                <code>{server.identifier}</code> · {server.kind}
              </div>
            </td>
            <td data-label={t("servers.serves")}>
              <div>
                {server.environments.join(", ")}
                <div className="small quiet">{server.region}</div>
              </div>
            </td>
            <td data-label={t("servers.stateTitle")}>
              <State server={server} />
            </td>
            <td data-label={t("servers.has")}>
              <Capacity server={server} />
            </td>
            <RowActions name={server.title} onEdit={() => setEditing(server)} onRemove={() => setForgetting(server)}>
              <ActionIcon size="xs" aria-label={t("servers.testNamed", { title: server.title })} loading={test.isPending && test.variables === server.identifier} onClick={() => test.mutate(server.identifier)}>
                <IconPlugConnected size={16} stroke={1.5} />
              </ActionIcon>
            </RowActions>
          </>
        )}
      />
      {editing ? <ServerDialog server={editing === "new" ? null : editing} onSaved={renew} onClose={() => setEditing(null)} /> : null}
      {forgetting ? (
        <ConfirmDialog
          title={t("servers.forget", { title: forgetting.title })}
          action={t("servers.forgetAction")}
          onConfirm={async () => {
            await forgetServer(forgetting.identifier);
            await renew();
          }}
          onClose={() => setForgetting(null)}
        >
          <p>{t("servers.forgetWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
