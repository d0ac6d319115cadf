import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconClock, IconSend } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Repository } from "@/api/repositories";
import { listHookDeliveries, sendHookAgain } from "@/api/webhooks";
import type { HookDelivery, Webhook } from "@/api/webhooks";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { keyOf } from "./useRepository";

const looks: Record<HookDelivery["state"], { tone: string; Icon: Icon }> = {
  WAITING: { tone: "info", Icon: IconClock },
  DELIVERED: { tone: "good", Icon: IconCheck },
  FAILED: { tone: "bad", Icon: IconAlertTriangle },
};

/** What a webhook was told in the last 30 days, and what it answered. */
export function WebhookDeliveries({ repository, webhook }: { repository: Repository; webhook: Webhook }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const queryKey = [...keyOf(repository), "webhooks", webhook.id, "deliveries"];
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => listHookDeliveries(repository, webhook.id, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages[0]?.deliveries.some((one) => one.state === "WAITING") ? 2000 : 15_000),
  });
  const again = useMutation({ mutationFn: (delivery: string) => sendHookAgain(repository, webhook.id, delivery), onSuccess: () => client.invalidateQueries({ queryKey }) });
  const deliveries = data?.pages.flatMap((page) => page.deliveries);
  const title = t("webhooks.deliveriesOf", { host: webhook.host });
  const columns = [t("webhooks.event"), t("webhooks.result"), t("webhooks.answer"), t("webhooks.sent"), t("common.actions")];
  return (
    <section className="card" aria-labelledby="webhook-deliveries">
      <header>
        <h2 id="webhook-deliveries">{title}</h2>
      </header>
      <ErrorNote error={again.error} />
      {error && !deliveries ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : deliveries?.length === 0 ? (
        <EmptyState icon={<IconSend size={20} stroke={1.5} />} title={t("webhooks.nothingSent")} why={t("webhooks.nothingSentWhy")} />
      ) : (
        <PlainTable
          label={title}
          columns={columns}
          items={deliveries}
          keyOf={(one) => one.id}
          lastRight
          row={(one) => {
            const { tone, Icon } = looks[one.state];
            return (
              <>
                <td className="strong">{t(`webhooks.events.${one.event}`)}</td>
                <td data-label={columns[1]}>
                  <span className={`badge ${tone}`}>
                    <Icon aria-hidden="true" />
                    {t(`webhooks.state.${one.state}`)}
                  </span>
                </td>
                <td data-label={columns[2]}>
                  <div>
                    {one.answer ?? <span className="quiet">–</span>}
                    {one.attempts > 1 ? <p className="small quiet">{t("runs.step.attempt", { attempt: one.attempts })}</p> : null}
                    <details>
                      <summary className="small">{t("webhooks.body")}</summary>
                      <div className="code" tabIndex={0} role="region" aria-label={t("webhooks.body")} style={{ overflowX: "auto" }}>
                        <pre>{one.body}</pre>
                      </div>
                    </details>
                  </div>
                </td>
                <td data-label={columns[3]} className="muted nowrap">
                  <Ago at={one.createdAt} />
                </td>
                <td style={{ textAlign: "right" }}>
                  <Button size="xs" disabled={!webhook.active || again.isPending} onClick={() => again.mutate(one.id)}>
                    {t("webhooks.again")}
                  </Button>
                </td>
              </>
            );
          }}
        />
      )}
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}
