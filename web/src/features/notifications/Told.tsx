import { Skeleton } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listNotifications, markRead } from "@/api/notifications";
import type { Notification } from "@/api/notifications";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import classes from "./Told.module.css";

function Item({ item }: { item: Notification }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const look = `${item.readAt ? "" : "strong"} ${classes["cover"]}`;
  const read = async () => {
    if (item.readAt) return;
    await markRead([item.id]);
    await client.invalidateQueries({ queryKey: ["notifications"] });
  };
  return (
    <li className={classes["item"]}>
      <div className="row" style={{ flexWrap: "nowrap", alignItems: "baseline" }}>
        {item.readAt ? null : <span className={classes["dot"]} role="img" aria-label={t("notifications.unread")} />}
        {item.link.startsWith("/") ? (
          <Link to={item.link} className={look} onClick={() => void read()}>
            {item.subject}
          </Link>
        ) : (
          <a href={item.link} className={look} target="_blank" rel="noreferrer" onClick={() => void read()}>
            {item.subject}
          </a>
        )}
        <span className="push small quiet nowrap">
          <Ago at={item.at} />
        </span>
      </div>
      {item.body ? <p className="small muted">{item.body}</p> : null}
    </li>
  );
}

/** What I was told, newest first. */
export function Told({ unread }: { unread: boolean }) {
  const { t, i18n } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["notifications", "list", unread, i18n.language],
    queryFn: ({ pageParam, signal }) => listNotifications(i18n.language, unread, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 15_000,
  });
  const items = data?.pages.flatMap((page) => page.notifications);
  if (error && !items) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (items?.length === 0) return <EmptyState icon={<IconBell size={20} stroke={1.5} />} title={t(unread ? "notifications.noneUnread" : "notifications.none")} why={t("notifications.noneWhy")} />;
  return (
    <section className="card">
      {items === undefined ? (
        <div className="in" aria-busy="true">
          <Skeleton height={72} />
        </div>
      ) : (
        <ul>
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ul>
      )}
      <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
    </section>
  );
}
