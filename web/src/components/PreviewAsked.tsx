import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** Leads to the request for a preview, which may wait for somebody. @param run its id; null where nothing was asked for */
export function PreviewAsked({ run }: { run: string | null }) {
  const { t } = useTranslation();
  if (run === null) return null;
  return (
    <p className="in small">
      <Link className="link" to="/self-service/runs/$run" params={{ run }}>
        {t("previews.request")}
      </Link>
    </p>
  );
}
