import { ActionIcon, Button } from "@mantine/core";
import { IconCheck, IconCircleX, IconPlugConnected, IconPlus, IconRefresh, IconServer } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { discover, forgetServer, listFound, listServers, testServer } from "@/api/resources";
import type { Server } from "@/api/resources";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";
import { sayError } from "@/components/toast";
import { formatNumber } from "@/lib/time";
import { Capacity } from "./Capacity";
import { ServerDialog } from "./ServerDialog";

const key = ["resource-servers"];
const found = ["findings"];

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
        {server.report.error ?? server.report.version}
        {server.checkedAt ? (
          <>
            {" · "}
            <Ago at={server.checkedAt} />
          </>
        ) : null}
      </div>
    </div>
  );
}

/** How much was found on it that nobody here made. */
function FoundThere({ server }: { server: Server }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: found, queryFn: listFound });
  const count = data?.find((one) => one.server === server.identifier)?.found;
  if (!count) return <span className="quiet nowrap">{count === 0 ? t("servers.nothingFound") : "–"}</span>;
  return (
    <Link className="link" to="/resources/found/$server" params={{ server: server.identifier }}>
      {t("findings.count", { count, number: formatNumber(count) })}
    </Link>
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
  const look = useMutation({ mutationFn: discover, onSuccess: () => client.invalidateQueries({ queryKey: found }), onError: sayError });
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
        columns={[t("servers.server"), t("servers.serves"), t("servers.stateTitle"), t("servers.has"), t("servers.found"), t("common.actions")]}
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
            <td data-label={t("servers.found")}>
              <FoundThere server={server} />
            </td>
            <RowActions name={server.title} onEdit={() => setEditing(server)} onRemove={() => setForgetting(server)}>
              <ActionIcon size="xs" aria-label={t("servers.testNamed", { title: server.title })} loading={test.isPending && test.variables === server.identifier} onClick={() => test.mutate(server.identifier)}>
                <IconPlugConnected size={16} stroke={1.5} />
              </ActionIcon>
              <ActionIcon size="xs" aria-label={t("servers.lookNamed", { title: server.title })} loading={look.isPending && look.variables === server.identifier} onClick={() => look.mutate(server.identifier)}>
                <IconRefresh size={16} stroke={1.5} />
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
