import { Button } from "@mantine/core";
import { IconExternalLink, IconRocket } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { startPreview } from "@/api/previews";
import type { PreviewedRequest, ServicePreview } from "@/api/previews";
import { ErrorNote } from "@/components/ErrorState";
import { PreviewAsked } from "@/components/PreviewAsked";
import { PreviewEntry } from "@/components/PreviewEntry";
import { StartPreview } from "@/components/StartPreview";
import { say } from "@/components/toast";
import { servicePreviewsQuery } from "@/lib/deliveries";
import classes from "./Deliveries.module.css";

function RequestLink({ one }: { one: ServicePreview }) {
  if (!one.externalRepository) {
    return (
      <Link className="link strong cut" to={one.link} title={one.name}>
        {one.name}
      </Link>
    );
  }
  return (
    <a className={`link strong ${classes["request"]}`} href={one.link} title={one.name} target="_blank" rel="noreferrer">
      <span className="cut">{one.name}</span>
      <IconExternalLink size={14} stroke={1.5} aria-hidden="true" />
    </a>
  );
}

const requestOf = ({ externalRepository, link, change }: ServicePreview): PreviewedRequest => {
  if (externalRepository) return { external: externalRepository, number: change };
  const [, , owner = "", name = ""] = link.split("/");
  return { owner, name, number: change };
};

/** Change requests of a service that run by themselves. Not there where none does, and none could be tried from here. */
export function PreviewsCard({ service }: { service: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [starting, setStarting] = useState(false);
  const [run, setRun] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(servicePreviewsQuery(service, run));
  if (error && !data) {
    return (
      <section className="card" aria-label={t("previews.several")}>
        <ErrorNote error={error} onRetry={() => void refetch()} />
      </section>
    );
  }
  const outside = data?.mayTry && data.environments.length > 0 ? data.outside : null;
  if (!data || (data.previews.length === 0 && !outside)) return null;
  const refresh = () => client.invalidateQueries({ queryKey: servicePreviewsQuery(service).queryKey });
  return (
    <section className="card" aria-labelledby="previews">
      <header>
        <h2 id="previews">{t("previews.several")}</h2>
        {outside ? (
          <Button className="push" size="xs" leftSection={<IconRocket size={14} stroke={1.5} />} onClick={() => setStarting(true)}>
            {t("previews.try")}
          </Button>
        ) : null}
      </header>
      {data.previews.length === 0 ? <p className="in quiet">{t("previews.noneOfService")}</p> : null}
      {data.previews.length > 0 ? (
        <ul className="list">
          {data.previews.map((one) => (
            <PreviewEntry key={`${one.name} ${String(one.change)}`} request={requestOf(one)} preview={one.preview} mayTry={data.mayTry} title={<RequestLink one={one} />} onChanged={refresh} />
          ))}
        </ul>
      ) : null}
      <PreviewAsked run={run} />
      {starting && outside ? (
        <StartPreview
          title={t("previews.tryTitle")}
          services={[service]}
          environments={data.environments}
          numberHelp={t("previews.numberHelp", { repository: outside.name })}
          tagHelp={t("previews.tagNewest")}
          onStart={async (wish, number) => {
            setRun(await startPreview({ external: outside.id, number }, wish));
            say(t("previews.started"));
            await refresh();
          }}
          onClose={() => setStarting(false)}
        />
      ) : null}
    </section>
  );
}
