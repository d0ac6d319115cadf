import { IconAlertTriangle, IconCheck, IconClock, IconSend } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listDeliveries } from "@/api/notifications";
import type { DeliveryState } from "@/api/notifications";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";

const looks: Record<DeliveryState, { tone: string; Icon: typeof IconCheck }> = {
  DUE: { tone: "info", Icon: IconClock },
  SENT: { tone: "good", Icon: IconCheck },
  GIVEN_UP: { tone: "bad", Icon: IconAlertTriangle },
};

/** What was sent to the outside, and what became of it. */
export function Deliveries() {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["deliveries"],
    queryFn: ({ pageParam, signal }) => listDeliveries(undefined, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 15_000,
  });
  const deliveries = data?.pages.flatMap((page) => page.deliveries);
  if (error && !deliveries) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (deliveries?.length === 0) return <EmptyState icon={<IconSend size={20} stroke={1.5} />} title={t("notifications.noneSent")} why={t("notifications.noneSentWhy")} />;
  const columns = [t("notifications.subject"), t("notifications.to"), t("automations.result"), t("automations.at")];
  return (
    <section className="card">
      <PlainTable
        label={t("notifications.tab.deliveries")}
        columns={columns}
        items={deliveries}
        keyOf={(one) => String(one.id)}
        lastRight
        row={(one) => {
          const { tone, Icon } = looks[one.state];
          return (
            <>
              <td>
                <span className="strong">{one.subject}</span>
              </td>
              <td data-label={columns[1]}>
                <div>
                  {one.recipient} <span className="quiet">· {t(`notifications.channel.${one.channel}`)}</span>
                </div>
              </td>
              <td data-label={columns[2]}>
                <div>
                  <span className={`badge ${tone}`}>
                    <Icon aria-hidden="true" />
                    {t(`notifications.state.${one.state}`)}
                  </span>
                  {one.attempts > 1 || one.error ? <p className="small quiet">{[t("runs.step.attempt", { attempt: one.attempts }), one.state === "SENT" ? null : one.error].filter(Boolean).join(" · ")}</p> : null}
                </div>
              </td>
              <td data-label={columns[3]} className="muted" style={{ textAlign: "right" }}>
                <Ago at={one.at} />
              </td>
            </>
          );
        }}
      />
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}
