import { CloseButton } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/lib/session";
import { useKept } from "@/lib/useKept";

/** What the administrators want everyone to know; each reader can put it away. */
export function Announcement() {
  const { t } = useTranslation();
  const { announcement } = useSession().organization;
  const [seen, setSeen] = useKept<string>("announcement.seen", "");
  if (!announcement?.enabled || !announcement.content || seen === announcement.content) return null;
  return (
    <div className={`announcement${announcement.color === "red" ? " red" : ""}`} role="status">
      <IconInfoCircle size={16} stroke={1.5} />
      <span>{announcement.content}</span>
      {announcement.link ? (
        <a href={announcement.link} target="_blank" rel="noreferrer" style={{ textDecoration: "underline" }}>
          {t("common.more")}
        </a>
      ) : null}
      <CloseButton className="push" size="sm" aria-label={t("common.dismiss")} onClick={() => setSeen(announcement.content ?? "")} />
    </div>
  );
}
