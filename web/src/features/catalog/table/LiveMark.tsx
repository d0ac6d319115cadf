import { useTranslation } from "react-i18next";
import { exactTime, relativeTime } from "@/lib/time";
import type { LiveState } from "./useLiveRows";

export function LiveMark({ live, onShow }: { live: LiveState; onShow: () => void }) {
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
