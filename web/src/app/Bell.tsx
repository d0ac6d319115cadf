import { ActionIcon, Tooltip } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { countUnread } from "@/api/notifications";

const most = 99;

/** How much I was told that I have not read. */
export function Bell() {
  const { t } = useTranslation();
  const { data: unread = 0 } = useQuery({ queryKey: ["notifications", "unread"], queryFn: countUnread, refetchInterval: 20_000, staleTime: 5_000 });
  const label = unread > 0 ? t("notifications.bellUnread", { count: unread }) : t("notifications.title");
  return (
    <Tooltip label={label}>
      <ActionIcon component={Link} to="/notifications" aria-label={label} className="bell">
        <IconBell size={16} stroke={1.5} />
        {unread > 0 ? <span className="bell-count">{unread > most ? `${most}+` : unread}</span> : null}
      </ActionIcon>
    </Tooltip>
  );
}
