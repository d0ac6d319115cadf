import { useTranslation } from "react-i18next";
import { exactTime, relativeTime } from "@/lib/time";

type Live = { connected: boolean; /** When the last change arrived. */ at: string | null; /** Changes that wait to be shown. */ waiting: number };

/** Whether a page hears of changes as they happen, and a way to show those that would have moved what is read. */
export function LiveMark({ live, onShow }: { live: Live; onShow: () => void }) {
  const { t } = useTranslation();
  if (!live.connected) return <span className="live off">{t("live.off")}</span>;
  return (
    <span className="live" title={live.at ? exactTime(live.at) : undefined} role="status">
      {live.waiting > 0 ? (
        <button type="button" className="live-pill" onClick={onShow}>
          {t("live.waiting", { count: live.waiting })}
        </button>
      ) : live.at ? (
        t("live.updated", { when: relativeTime(live.at) })
      ) : (
        t("live.on")
      )}
    </span>
  );
}
