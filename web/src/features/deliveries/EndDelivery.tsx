import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconDots, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endDelivery } from "@/api/deliveries";
import type { Standings } from "@/api/deliveries";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { say } from "@/components/toast";
import { isUnderWay } from "@/lib/deliveries";

/** Takes a service out of delivery that runs nowhere any more. */
export function EndDelivery({ standings }: { standings: Standings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { service, environments } = standings;
  const running = environments.filter(({ newest }) => newest && (newest.kind !== "REMOVE" || newest.state === "FAILED" || isUnderWay(newest.state)));
  const refusal = running.length > 0 ? t("deliveries.end.still", { environments: running.map(({ title }) => title).join(", ") }) : undefined;
  const end = async () => {
    await endDelivery(service.name);
    return async () => {
      await navigate({ to: "/deliveries" });
      client.removeQueries({ queryKey: ["deliveries", "one", service.name] });
      await client.invalidateQueries({ queryKey: ["deliveries"] });
      say(t("deliveries.end.done", { service: service.name }));
    };
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t("deliveries.end.more", { service: service.name })}>
            <IconDots size={16} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Tooltip label={refusal} disabled={!refusal}>
            <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.5} />} disabled={refusal !== undefined} onClick={() => setAsking(true)}>
              {t("deliveries.end.action")}
            </Menu.Item>
          </Tooltip>
          {refusal ? <Menu.Label style={{ maxWidth: 240 }}>{refusal}</Menu.Label> : null}
        </Menu.Dropdown>
      </Menu>
      {asking ? (
        <ConfirmDialog title={t("deliveries.end.title", { service: service.name })} action={t("deliveries.end.action")} typeName={service.name} onConfirm={end} onClose={() => setAsking(false)}>
          <p className="muted">{t("deliveries.end.why")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
