import { Button } from "@mantine/core";
import { IconPlus, IconStack2 } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listEnvironments, removeEnvironment } from "@/api/deliveries";
import type { Environment } from "@/api/deliveries";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";
import { EnvironmentDialog } from "./EnvironmentDialog";
import { FollowersDialog } from "./FollowersDialog";
import { FreezesDialog } from "./FreezesDialog";

/** Where services run, from the first to the last that a version comes to. */
export function EnvironmentsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: environments, error, refetch } = useQuery({ queryKey: ["environments"], queryFn: listEnvironments });
  const [editing, setEditing] = useState<Environment | "new" | null>(null);
  const [following, setFollowing] = useState<Environment | null>(null);
  const [freezing, setFreezing] = useState<Environment | null>(null);
  const [removing, setRemoving] = useState<Environment | null>(null);
  const renew = () => Promise.all([client.invalidateQueries({ queryKey: ["environments"] }), client.invalidateQueries({ queryKey: ["deliveries"] })]);
  const titleOf = (name: string) => environments?.find((one) => one.name === name)?.title ?? name;
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setEditing("new")}>
      {t("environments.add")}
    </Button>
  );
  const columns = [t("environments.environment"), t("environments.promotesFrom"), t("environments.target"), t("common.actions")];
  return (
    <>
      <ListPage
        title={t("builder.sections.environments")}
        lead={t("environments.lead")}
        action={add}
        items={environments}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(one) => one.name}
        columns={columns}
        empty={<EmptyState icon={<IconStack2 size={20} stroke={1.5} />} title={t("environments.none")} why={t("environments.noneWhy")} action={add} />}
        row={(one) => (
          <>
            <td>
              <span className="strong">{one.title}</span>
              <div className="small quiet">
                <code>{one.name}</code>
              </div>
              <div className="small">
                <button type="button" className="link-button" aria-label={t("freezes.title", { title: one.title })} onClick={() => setFreezing(one)}>
                  {t("freezes.windows")}
                </button>
              </div>
            </td>
            <td data-label={columns[1]}>
              {one.promotesFrom ? titleOf(one.promotesFrom) : <span className="quiet">{t("environments.fromBuilds")}</span>}
            </td>
            <td data-label={columns[2]}>
              {one.cluster ? (
                <div style={{ minWidth: 0 }}>
                  <code style={{ overflowWrap: "anywhere" }}>{one.cluster.url}</code>
                  <div className="small quiet">{t("environments.inNamespace", { namespace: one.cluster.namespace })}</div>
                </div>
              ) : (
                <div>
                  <span className="quiet">{t("environments.commitsOnly")}</span>
                  <div className="small">
                    <button type="button" className="link-button" aria-label={t("environments.followersNamed", { title: one.title })} onClick={() => setFollowing(one)}>
                      {t("environments.followers")}
                    </button>
                  </div>
                </div>
              )}
            </td>
            <RowActions name={one.title} onEdit={() => setEditing(one)} onRemove={() => setRemoving(one)} />
          </>
        )}
      />
      {editing && environments ? <EnvironmentDialog environment={editing === "new" ? null : editing} all={environments} onSaved={renew} onClose={() => setEditing(null)} /> : null}
      {following ? <FollowersDialog environment={following} onClose={() => setFollowing(null)} /> : null}
      {freezing ? <FreezesDialog environment={freezing} onClose={() => setFreezing(null)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t("environments.remove", { title: removing.title })}
          action={t("environments.removeAction")}
          onConfirm={async () => {
            await removeEnvironment(removing.name);
            await renew();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>{t("environments.removeWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
