import { Button, SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { markRead } from "@/api/notifications";
import { PageHead } from "@/components/PageHead";
import { useIsAdmin } from "@/lib/session";
import { Deliveries } from "./Deliveries";
import { HowToTell } from "./HowToTell";
import { TeamRoutes } from "./TeamRoutes";
import { Told } from "./Told";

/** What I was told, how I want to be told, and for administrators what was sent. */
export function NotificationsPage() {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const client = useQueryClient();
  const navigate = useNavigate({ from: "/notifications" });
  const { show = "all" } = useSearch({ from: "/inside/notifications" });
  const isList = show === "all" || show === "unread";
  const choices = ["all", "unread", "settings", ...(admin ? ["deliveries" as const] : [])] as const;
  const readAll = async () => {
    await markRead([]);
    await client.invalidateQueries({ queryKey: ["notifications"] });
  };
  return (
    <div className="stretch">
      <PageHead title={t("notifications.title")} lead={t("notifications.lead")} lined actions={isList ? <Button onClick={() => void readAll()}>{t("notifications.readAll")}</Button> : null} />
      <div className="toolbar">
        <SegmentedControl
          role="radiogroup"
          aria-label={t("notifications.show")}
          value={show}
          onChange={(next) => void navigate({ search: { show: next === "all" ? undefined : (next as Exclude<typeof show, "all">) } })}
          data={choices.map((value) => ({ value, label: t(`notifications.tab.${value}`) }))}
        />
      </div>
      <div className={`body ${show === "deliveries" ? "" : "narrow-page"}`}>
        {isList ? <Told key={show} unread={show === "unread"} /> : null}
        {show === "settings" ? (
          <>
            <HowToTell />
            <TeamRoutes />
          </>
        ) : null}
        {show === "deliveries" && admin ? <Deliveries /> : null}
      </div>
    </div>
  );
}
