import { ActionIcon, Button, Modal } from "@mantine/core";
import { IconPencil, IconPlus, IconSnowflake, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Environment } from "@/api/deliveries";
import { listFreezes, removeFreeze } from "@/api/freezes";
import type { Freeze } from "@/api/freezes";
import { ErrorNote } from "@/components/ErrorState";
import { sayError } from "@/components/toast";
import { momentIn } from "@/lib/time";
import { FreezeDialog } from "./FreezeDialog";

function When({ freeze }: { freeze: Freeze }) {
  const { t } = useTranslation();
  const { weekly, zone, from, until } = freeze;
  const isOver = until !== null && new Date(until).getTime() <= Date.now();
  return (
    <p className="small muted">
      {weekly ? t("freezes.everyWeek", { fromDay: t(`freezes.days.${weekly.fromDay}`), from: weekly.from, untilDay: t(`freezes.days.${weekly.untilDay}`), until: weekly.until, zone }) : t("freezes.span", { from: momentIn(from ?? "", zone), until: momentIn(until ?? "", zone), zone })}
      {isOver ? ` ${t("freezes.over")}` : null}
    </p>
  );
}

/** When nothing is released to an environment. */
export function FreezesDialog({ environment, onClose }: { environment: Environment; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = ["environments", environment.name, "freezes"];
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => listFreezes(environment.name) });
  const [editing, setEditing] = useState<Freeze | "new" | null>(null);
  const renew = () => Promise.all([client.invalidateQueries({ queryKey: key }), client.invalidateQueries({ queryKey: ["deliveries"] })]);
  const remove = useMutation({ mutationFn: (freeze: Freeze) => removeFreeze(environment.name, freeze.id), onSuccess: renew, onError: sayError });
  if (editing) return <FreezeDialog environment={environment.name} title={environment.title} freeze={editing === "new" ? null : editing} onSaved={renew} onClose={() => setEditing(null)} />;
  return (
    <Modal opened title={t("freezes.title", { title: environment.title })} size="lg" onClose={onClose} closeButtonProps={{ "aria-label": t("common.close") }}>
      <div className="dialog">
        <p className="muted">{t("freezes.lead")}</p>
        <ErrorNote error={error} onRetry={() => void refetch()} />
        {data?.frozenUntil ? (
          <p className="note warn">
            <IconSnowflake size={16} stroke={1.5} aria-hidden="true" />
            {t("freezes.frozenUntil", { until: momentIn(data.frozenUntil) })}
          </p>
        ) : null}
        {data?.freezes.length === 0 ? <p className="quiet">{t("freezes.none")}</p> : null}
        {data && data.freezes.length > 0 ? (
          <ul className="list" aria-label={t("freezes.windows")}>
            {data.freezes.map((freeze) => (
              <li key={freeze.id}>
                <div className="row">
                  <span className="strong cut">{freeze.name}</span>
                  <span className="push nowrap">
                    <ActionIcon size="xs" aria-label={t("table.editRow", { title: freeze.name })} onClick={() => setEditing(freeze)}>
                      <IconPencil size={16} stroke={1.5} />
                    </ActionIcon>
                    <ActionIcon size="xs" aria-label={t("common.removeNamed", { name: freeze.name })} loading={remove.isPending && remove.variables.id === freeze.id} onClick={() => remove.mutate(freeze)}>
                      <IconTrash size={16} stroke={1.5} />
                    </ActionIcon>
                  </span>
                </div>
                <When freeze={freeze} />
                <p className="small" style={{ overflowWrap: "anywhere" }}>
                  {freeze.reason}
                </p>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div className="dialog-foot">
        <Button leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setEditing("new")}>
          {t("freezes.add")}
        </Button>
      </div>
    </Modal>
  );
}
