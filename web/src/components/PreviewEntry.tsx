import { Button, NumberInput } from "@mantine/core";
import { IconCircleMinus, IconClockPlus, IconExternalLink, IconLoader2, IconPlayerStop } from "@tabler/icons-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { extendPreview, stopPreview } from "@/api/previews";
import type { Preview, PreviewedRequest } from "@/api/previews";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormDialog } from "@/components/FormDialog";
import { ReleaseStateMark } from "@/components/ReleaseMark";

const twoWeeks = 336;
const usualHours = 72;

type Props = {
  request: PreviewedRequest;
  preview: Preview;
  mayTry: boolean;
  /** What it is called where it stands; its service where that is left out. */
  title?: ReactNode;
  onChanged: () => Promise<unknown>;
};

function ExtendDialog({ request, preview, onChanged, onClose }: Pick<Props, "request" | "preview" | "onChanged"> & { onClose: () => void }) {
  const { t } = useTranslation();
  const [hours, setHours] = useState(usualHours);
  const extend = async () => {
    await extendPreview(request, preview.service, hours);
    await onChanged();
  };
  return (
    <FormDialog title={t("previews.extendTitle", { service: preview.service })} action={t("previews.extend")} ready={hours >= 1 && hours <= twoWeeks} onSubmit={extend} onClose={onClose}>
      <NumberInput label={t("previews.hours")} description={t("previews.extendHelp")} required min={1} max={twoWeeks} allowDecimal={false} data-autofocus value={hours} onChange={(next) => setHours(Number(next) || 0)} />
    </FormDialog>
  );
}

function Standing({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  if (preview.state === "ENDED") {
    return (
      <span className="state">
        <IconCircleMinus size={16} stroke={1.5} aria-hidden="true" />
        <span>{t("previews.state.ENDED")}</span>
      </span>
    );
  }
  if (preview.state === "ENDING" || preview.release === null) {
    return (
      <span className="state info">
        <IconLoader2 size={16} stroke={1.5} className="turning" aria-hidden="true" />
        <span>{t(preview.state === "ENDING" ? "previews.state.ENDING" : "deliveries.state.COMMITTED")}</span>
      </span>
    );
  }
  return <ReleaseStateMark state={preview.release} />;
}

/** How a preview is, and what can be done with it. */
export function PreviewEntry({ request, preview, mayTry, title, onChanged }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<"extend" | "stop" | null>(null);
  const runs = preview.state === "RUNNING";
  return (
    <li style={{ display: "grid", gap: 4, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <div className="row wrap">
        {title ?? (
          <span className="strong cut" title={preview.service}>
            {preview.service}
          </span>
        )}
        <span className="push">
          <Standing preview={preview} />
        </span>
      </div>
      {preview.domain && runs ? (
        <a className="link row tight" style={{ overflowWrap: "anywhere" }} href={`https://${preview.domain}`} target="_blank" rel="noreferrer">
          {preview.domain}
          <IconExternalLink size={14} stroke={1.5} aria-hidden="true" />
        </a>
      ) : null}
      {preview.state === "ENDED" ? null : (
        <p className="small muted" style={{ overflowWrap: "anywhere" }}>
          {t("previews.where", { namespace: preview.namespace, environment: preview.environment })}
        </p>
      )}
      {preview.tag && runs ? (
        <p className="small muted cut" title={preview.digest ?? preview.tag}>
          {t("previews.image")} <code>{preview.tag}</code>
        </p>
      ) : null}
      {preview.message ? (
        <p className="small muted" style={{ overflowWrap: "anywhere" }}>
          {preview.message}
        </p>
      ) : null}
      {runs ? (
        <p className="small">
          {t("previews.ends")} <Ago at={preview.endsAt} />
        </p>
      ) : null}
      {runs && mayTry ? (
        <div className="row wrap">
          <Button size="xs" leftSection={<IconClockPlus size={14} stroke={1.5} />} onClick={() => setAsking("extend")}>
            {t("previews.extend")}
          </Button>
          <Button size="xs" leftSection={<IconPlayerStop size={14} stroke={1.5} />} onClick={() => setAsking("stop")}>
            {t("previews.stop")}
          </Button>
        </div>
      ) : null}
      {asking === "extend" ? <ExtendDialog request={request} preview={preview} onChanged={onChanged} onClose={() => setAsking(null)} /> : null}
      {asking === "stop" ? (
        <ConfirmDialog
          title={t("previews.stopTitle", { service: preview.service })}
          action={t("previews.stop")}
          onConfirm={async () => {
            await stopPreview(request, preview.service);
            await onChanged();
          }}
          onClose={() => setAsking(null)}
        >
          <p>{t("previews.stopWhy", { namespace: preview.namespace })}</p>
        </ConfirmDialog>
      ) : null}
    </li>
  );
}
