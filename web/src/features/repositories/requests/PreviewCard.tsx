import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { IconCircleMinus, IconClockPlus, IconExternalLink, IconLoader2, IconPlayerStop, IconRocket } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Which, WholeChangeRequest } from "@/api/changeRequests";
import { extendPreview, startPreview, stopPreview } from "@/api/previews";
import type { Preview, Previews } from "@/api/previews";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorNote } from "@/components/ErrorState";
import { FormDialog } from "@/components/FormDialog";
import { ReleaseStateMark } from "@/components/ReleaseMark";
import { say } from "@/components/toast";
import { previewsQuery, useRefresh } from "./useChangeRequest";

const twoWeeks = 336;
const usualHours = 72;

function StartDialog({ which, known, head, onStarted, onClose }: { which: Which; known: Previews; head: string; onStarted: (run: string) => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation();
  const [service, setService] = useState(known.services[0] ?? null);
  const [environment, setEnvironment] = useState(known.environments[0] ?? null);
  const [tag, setTag] = useState("");
  const start = async () => onStarted(await startPreview(which, { service: service!, environment: environment!, tag: tag.trim() || undefined }));
  return (
    <FormDialog title={t("previews.startTitle", { number: which.number })} action={t("previews.start")} ready={service !== null && environment !== null} onSubmit={start} onClose={onClose}>
      {known.services.length > 1 ? <Select label={t("deliveries.service")} required allowDeselect={false} data={known.services} value={service} onChange={setService} /> : null}
      {known.environments.length > 1 ? <Select label={t("environments.environment")} description={t("previews.environmentHelp")} required allowDeselect={false} data={known.environments} value={environment} onChange={setEnvironment} /> : null}
      <TextInput label={t("previews.tag")} description={t("previews.tagHelp", { commit: head.slice(0, 10) })} maxLength={128} autoComplete="off" spellCheck={false} data-autofocus value={tag} onChange={(event) => setTag(event.currentTarget.value)} />
      <p className="small muted">{t("previews.startWhy")}</p>
    </FormDialog>
  );
}

function ExtendDialog({ which, preview, onClose }: { which: Which; preview: Preview; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefresh(which);
  const [hours, setHours] = useState(usualHours);
  const extend = async () => {
    await extendPreview(which, preview.service, hours);
    await refresh();
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

function Entry({ which, preview, mayTry }: { which: Which; preview: Preview; mayTry: boolean }) {
  const { t } = useTranslation();
  const refresh = useRefresh(which);
  const [asking, setAsking] = useState<"extend" | "stop" | null>(null);
  const runs = preview.state === "RUNNING";
  return (
    <li style={{ display: "grid", gap: 4, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <div className="row wrap">
        <span className="strong cut" title={preview.service}>
          {preview.service}
        </span>
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
      {asking === "extend" ? <ExtendDialog which={which} preview={preview} onClose={() => setAsking(null)} /> : null}
      {asking === "stop" ? (
        <ConfirmDialog
          title={t("previews.stopTitle", { service: preview.service })}
          action={t("previews.stop")}
          onConfirm={async () => {
            await stopPreview(which, preview.service);
            await refresh();
          }}
          onClose={() => setAsking(null)}
        >
          <p>{t("previews.stopWhy", { namespace: preview.namespace })}</p>
        </ConfirmDialog>
      ) : null}
    </li>
  );
}

/** What runs of a change request by itself. Not there where nothing does and nothing could. */
export function PreviewCard({ whole, which }: { whole: WholeChangeRequest; which: Which }) {
  const { t } = useTranslation();
  const refresh = useRefresh(which);
  const { data, error, refetch } = useQuery(previewsQuery(which));
  const [starting, setStarting] = useState(false);
  const [run, setRun] = useState<string | null>(null);
  const mayStart = data !== undefined && data.services.length > 0 && data.environments.length > 0;
  if (error && !data) {
    return (
      <section className="card" aria-label={t("previews.title")}>
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </section>
    );
  }
  if (!data || (data.previews.length === 0 && !mayStart)) return null;
  const started = async (id: string) => {
    setRun(id);
    say(t("previews.started"));
    await refresh();
  };
  return (
    <section className="card" aria-labelledby="previews">
      <header>
        <h2 id="previews">{t("previews.title")}</h2>
        {mayStart ? (
          <Button className="push" size="xs" leftSection={<IconRocket size={14} stroke={1.5} />} onClick={() => setStarting(true)}>
            {t(data.previews.some((one) => one.state === "RUNNING") ? "previews.renew" : "previews.start")}
          </Button>
        ) : null}
      </header>
      {data.previews.length === 0 ? <p className="in quiet">{t("previews.none")}</p> : null}
      {data.previews.length > 0 ? (
        <ul className="list">
          {data.previews.map((preview) => (
            <Entry key={preview.service} which={which} preview={preview} mayTry={data.services.includes(preview.service)} />
          ))}
        </ul>
      ) : null}
      {run ? (
        <p className="in small">
          <Link className="link" to="/self-service/runs/$run" params={{ run }}>
            {t("previews.request")}
          </Link>
        </p>
      ) : null}
      {starting ? <StartDialog which={which} known={data} head={whole.changeRequest.head} onStarted={started} onClose={() => setStarting(false)} /> : null}
    </section>
  );
}
