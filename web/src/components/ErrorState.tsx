import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { explain, traceOf } from "@/lib/errors";

type Props = { error: unknown; what?: string; onRetry?: () => void };

export function ErrorState({ error, what, onRetry }: Props) {
  const { t } = useTranslation();
  const trace = traceOf(error);
  return (
    <div className="empty" role="alert">
      <span className="crest" style={{ color: "var(--bad)", background: "var(--bad-soft)" }}>
        <IconAlertTriangle size={20} stroke={1.5} />
      </span>
      <h2>{what ?? t("error.title")}</h2>
      <p>{explain(error)}</p>
      {trace ? (
        <p className="row small quiet">
          {t("error.trace")} <code>{trace}</code>
          <CopyButton value={trace} label={t("error.copyTrace")} />
        </p>
      ) : null}
      {onRetry ? (
        <div className="row">
          <Button onClick={onRetry}>{t("error.retry")}</Button>
        </div>
      ) : null}
    </div>
  );
}

/** The same, in a line, for a form or a dialog. */
export function ErrorNote({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  const trace = traceOf(error);
  return (
    <div className="note bad" role="alert">
      <IconAlertTriangle size={16} stroke={1.5} />
      <div>
        <p>{explain(error)}</p>
        {trace ? (
          <p className="row tight small quiet">
            {t("error.trace")} <code>{trace}</code>
            <CopyButton value={trace} label={t("error.copyTrace")} />
          </p>
        ) : null}
      </div>
    </div>
  );
}
