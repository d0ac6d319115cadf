import { Button, Tooltip } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import type { Service, Standing } from "@/api/deliveries";
import { sendRequest } from "@/api/selfservice";
import { say, sayError } from "@/components/toast";

type Props = { standing: Standing; service: Service; /** Why it cannot be asked for. */ refusal: string | undefined };

/** Goes back to the last release that was good, with one click; a rollback of its own takes it back. Where a rule wants an approval, its request is shown. */
export function RollBackButton({ standing, service, refusal }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { environment, title, back } = standing;
  const [key, setKey] = useState(() => crypto.randomUUID());
  // However often it is clicked: one rollback for what is the newest release.
  const once = `${key} ${standing.newest?.id ?? ""}`;
  const rollBack = useMutation({
    mutationFn: (number: number) => sendRequest("roll_back_service", { properties: { service: service.name, environment, number } }, once),
    onSuccess: async (run, number) => {
      if (run.status === "WAITING_FOR_APPROVAL") {
        await navigate({ to: "/self-service/runs/$run", params: { run: run.id } });
        return;
      }
      say(t("deliveries.rollingBack", { service: service.name, environment: title, number }));
      await client.invalidateQueries({ queryKey: ["deliveries"] });
    },
    onError: (error) => {
      if (error instanceof ApiError) setKey(crypto.randomUUID());
      sayError(error);
    },
  });
  if (!back) return null;
  const version = back.version ?? t("deliveries.noVersion");
  return (
    <Tooltip label={refusal ?? t("deliveries.rollBackTo", { version, number: back.number })}>
      <span>
        <Button size="xs" leftSection={<IconArrowBackUp size={14} stroke={1.5} />} aria-label={t("deliveries.rollBackNamed", { environment: title, version, number: back.number })} disabled={Boolean(refusal)} loading={rollBack.isPending} onClick={() => rollBack.mutate(back.number)}>
          {t("deliveries.rollBack")}
        </Button>
      </span>
    </Tooltip>
  );
}
