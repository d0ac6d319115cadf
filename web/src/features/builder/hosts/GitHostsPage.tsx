import { ActionIcon, Button } from "@mantine/core";
import { IconBrandGit, IconPlugConnected, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listHosts, removeHost, testHost } from "@/api/gitHosts";
import type { GitHost } from "@/api/gitHosts";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";
import { HostDialog } from "./HostDialog";

type Tested = { works: boolean; said: string };

const key = ["git-hosts"];

/** GitHub and GitLab, as far as Fairway works with them. */
export function GitHostsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: hosts, error, refetch } = useQuery({ queryKey: key, queryFn: listHosts });
  const [editing, setEditing] = useState<GitHost | "new" | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [tested, setTested] = useState<Record<string, Tested>>({});
  const renew = () => client.invalidateQueries({ queryKey: key });
  const test = async (name: string) => {
    const failed = (failure: unknown) => ({ works: false, account: null, reason: failure instanceof Error ? failure.message : String(failure) });
    const answer = await testHost(name).catch(failed);
    setTested((before) => ({ ...before, [name]: { works: answer.works, said: answer.works ? t("gitHosts.works", { account: answer.account }) : (answer.reason ?? "") } }));
  };
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setEditing("new")}>
      {t("gitHosts.add")}
    </Button>
  );
  const columns = [t("gitHosts.host"), t("gitHosts.url"), t("gitHosts.account"), t("gitHosts.webhooks"), t("common.actions")];
  return (
    <>
      <ListPage
        title={t("builder.sections.gitHosts")}
        lead={t("gitHosts.lead")}
        action={add}
        items={hosts}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(host) => host.name}
        columns={columns}
        empty={<EmptyState icon={<IconBrandGit size={20} stroke={1.5} />} title={t("gitHosts.empty")} why={t("gitHosts.lead")} action={add} />}
        row={(host) => (
          <>
            <td>
              <Link to="/builder/git-hosts/$host" params={{ host: host.name }} className="name strong">
                {host.name}
              </Link>
            </td>
            <td data-label={columns[1]}>
              <div>
                {t(`gitHosts.kinds.${host.kind}`)} <span className="muted">{host.url}</span>
              </div>
            </td>
            <td data-label={columns[2]}>
              <div>
                {host.account} {host.appId ? <span className="muted">{t("gitHosts.asApp", { id: host.appId })}</span> : null}
                <div role="status" className={tested[host.name]?.works === false ? "small strong" : "small quiet"}>
                  {tested[host.name]?.said}
                </div>
              </div>
            </td>
            <td data-label={columns[3]} className="muted">
              {t(host.takesWebhooks ? "gitHosts.taken" : "gitHosts.notTaken")}
            </td>
            <RowActions name={host.name} onEdit={() => setEditing(host)} onRemove={() => setRemoving(host.name)}>
              <ActionIcon size="xs" aria-label={t("gitHosts.testNamed", { name: host.name })} onClick={() => void test(host.name)}>
                <IconPlugConnected size={16} stroke={1.5} />
              </ActionIcon>
            </RowActions>
          </>
        )}
      />
      {editing ? <HostDialog host={editing === "new" ? null : editing} taken={(hosts ?? []).map((one) => one.name)} onSaved={renew} onClose={() => setEditing(null)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t("gitHosts.remove", { name: removing })}
          action={t("common.delete")}
          typeName={removing}
          onConfirm={async () => {
            await removeHost(removing);
            await renew();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>{t("gitHosts.removeWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
