import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { explain, traceOf } from "@/lib/errors";

type Props = { error: unknown; onRetry: () => void };

/** Names the page where nothing else does. */
export function LoneTitle({ children }: { children: string }) {
  useDocumentTitle(`${children} · Fairway`);
  return <h1 className="as-h2">{children}</h1>;
}

/** What went wrong, and a way to try again; alone where nothing else heads the page. */
export function ErrorState({ error, alone, onRetry }: Props & { alone?: boolean }) {
  const { t } = useTranslation();
  const trace = traceOf(error);
  return (
    <div className="empty" role="alert">
      <span className="crest" style={{ color: "var(--bad)", background: "var(--bad-soft)" }}>
        <IconAlertTriangle size={20} stroke={1.5} />
      </span>
      {alone ? <LoneTitle>{t("error.title")}</LoneTitle> : <h2>{t("error.title")}</h2>}
      <p>{explain(error)}</p>
      {trace ? (
        <p className="row small quiet">
          {t("error.trace")} <code>{trace}</code>
          <CopyButton value={trace} label={t("error.copyTrace")} />
        </p>
      ) : null}
      <div className="row">
        <Button onClick={onRetry}>{t("error.retry")}</Button>
      </div>
    </div>
  );
}

/** The same, in a line, for a form or a dialog. */
export function ErrorNote({ error, onRetry }: Pick<Props, "error"> & Partial<Props>) {
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
        {onRetry ? (
          <button type="button" className="link-button" onClick={onRetry}>
            {t("error.retry")}
          </button>
        ) : null}
      </div>
    </div>
  );
}
