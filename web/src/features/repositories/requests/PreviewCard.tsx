import { Button } from "@mantine/core";
import { IconRocket } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Which, WholeChangeRequest } from "@/api/changeRequests";
import { startPreview } from "@/api/previews";
import { ErrorNote } from "@/components/ErrorState";
import { PreviewAsked } from "@/components/PreviewAsked";
import { PreviewEntry } from "@/components/PreviewEntry";
import { StartPreview } from "@/components/StartPreview";
import { say } from "@/components/toast";
import { previewsQuery, useRefresh } from "./useChangeRequest";

/** What runs of a change request by itself. Not there where nothing does and nothing could. */
export function PreviewCard({ whole, which }: { whole: WholeChangeRequest; which: Which }) {
  const { t } = useTranslation();
  const refresh = useRefresh(which);
  const [starting, setStarting] = useState(false);
  const [run, setRun] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(previewsQuery(which, run));
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
            <PreviewEntry key={preview.service} request={which} preview={preview} mayTry={data.services.includes(preview.service)} onChanged={refresh} />
          ))}
        </ul>
      ) : null}
      <PreviewAsked run={run} />
      {starting ? (
        <StartPreview
          title={t("previews.startTitle", { number: which.number })}
          services={data.services}
          environments={data.environments}
          tagHelp={t("previews.tagHelp", { commit: whole.changeRequest.head.slice(0, 10) })}
          onStart={async (wish) => started(await startPreview(which, wish))}
          onClose={() => setStarting(false)}
        />
      ) : null}
    </section>
  );
}
