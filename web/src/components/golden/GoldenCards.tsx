import { Button } from "@mantine/core";
import { IconInfoCircle, IconRoute } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askForUpdate, lookAtRepository, readUse } from "@/api/goldenPaths";
import type { GoldenPathUse } from "@/api/goldenPaths";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote, ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { UseMark } from "@/components/UseMark";
import { ClashList } from "./ClashList";
import { PipelineCard } from "./PipelineCard";
import { RequestButton } from "./place";
import type { GoldenPlace } from "./place";

function Facts({ use }: { use: GoldenPathUse }) {
  const { t } = useTranslation();
  return (
    <dl className="dl">
      <dt>{t("goldenPaths.template")}</dt>
      <dd>{use.template ?? "–"}</dd>
      <dt>{t("goldenPaths.version")}</dt>
      <dd>
        <code>{use.version ?? "–"}</code>
      </dd>
      <dt>{t("goldenPaths.newest")}</dt>
      <dd>
        <code>{use.newest ?? "–"}</code>
      </dd>
      {Object.entries(use.arguments).map(([name, value]) => [
        <dt key={name}>
          <code>{name}</code>
        </dt>,
        <dd key={`${name} value`} style={{ overflowWrap: "anywhere" }}>
          <code>{typeof value === "string" ? value : JSON.stringify(value)}</code>
        </dd>,
      ])}
    </dl>
  );
}

/** What is proposed, and what somebody who may write can ask for. */
function Update({ place, use }: { place: GoldenPlace; use: GoldenPathUse }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const mayAsk = place.mayWrite && (use.state === "BEHIND" || use.state === "CONFLICT");
  const ask = async () => {
    setBusy(true);
    setError(null);
    try {
      client.setQueryData([...place.key, "golden-path"], await askForUpdate(place.repository));
      await client.invalidateQueries({ queryKey: ["golden-paths"] });
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <>
      {error ? <ErrorNote error={error} onRetry={() => void ask()} /> : null}
      <div className="row wrap">
        {use.changeRequest === null ? null : (
          <RequestButton place={place} number={use.changeRequest} label={t(use.state === "UPDATE_OPEN" ? "goldenPaths.lookAtUpdate" : "goldenPaths.lookAtClosed", { number: use.changeRequest })} isNext={use.state === "UPDATE_OPEN"} />
        )}
        {mayAsk ? (
          <Button variant="filled" loading={busy} onClick={() => void ask()}>
            {t(use.state === "CONFLICT" ? "goldenPaths.askOverOwn" : "goldenPaths.ask")}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function UseCard({ place, use }: { place: GoldenPlace; use: GoldenPathUse }) {
  const { t } = useTranslation();
  return (
    <>
      <section className="card" aria-labelledby="golden-path">
        <header>
          <h2 id="golden-path">{t("goldenPaths.one")}</h2>
          <span className="push">
            <UseMark state={use.state} />
          </span>
        </header>
        <div className="in stack" style={{ gap: 16 }}>
          <p className="muted">{t(`goldenPaths.means.${use.state}`)}</p>
          {use.reason && use.state !== "CONFLICT" ? (
            <div className="note">
              <IconInfoCircle size={16} stroke={1.5} aria-hidden="true" />
              <p>{use.reason}</p>
            </div>
          ) : null}
          <Facts use={use} />
          <Update place={place} use={use} />
        </div>
      </section>
      {use.clashes.length > 0 ? <ClashList clashes={use.clashes} /> : null}
    </>
  );
}

/** What a repository seems to be written in, and the way onto the golden path. */
function NoUse({ place }: { place: GoldenPlace }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ queryKey: [...place.key, "golden-path", "look"], queryFn: () => lookAtRepository(place.repository) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageBones />;
  const likeliest = data.detected[0];
  const set = { repository: place.name, ...(likeliest ? { template: likeliest.template } : {}) };
  return (
    <>
      <EmptyState
        icon={<IconRoute size={20} stroke={1.5} />}
        title={t("goldenPaths.notAdopted")}
        why={t(place.mayWrite ? "goldenPaths.notAdoptedWhy" : "goldenPaths.notAdoptedNotMine", { team: place.team })}
        action={
          place.mayWrite ? (
            <Button variant="filled" renderRoot={(props) => <Link {...props} to="/self-service/$action" params={{ action: "adopt_golden_path" }} search={{ set }} />}>
              {t("goldenPaths.adopt")}
            </Button>
          ) : undefined
        }
      />
      {likeliest ? (
        <section className="card" aria-labelledby="detected">
          <header>
            <h2 id="detected">{t("goldenPaths.detected", { template: likeliest.template })}</h2>
          </header>
          <ul className="list">
            {likeliest.because.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
            {likeliest.doubts.map((doubt) => (
              <li key={doubt} className="row wrap">
                <span className="badge warn">{t("goldenPaths.doubt")}</span>
                <span>{doubt}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {data.findings && data.findings.length > 0 ? (
        <section className="card" aria-labelledby="own-dockerfile">
          <header>
            <h2 id="own-dockerfile">{t("goldenPaths.ownDockerfile")}</h2>
          </header>
          <ul className="list">
            {data.findings.map((one) => (
              <li key={`${one.rule} ${one.line}`} className="row wrap">
                <span className={`badge ${one.severity === "DENY" ? "bad" : "warn"}`}>{t(`goldenPaths.severity.${one.severity}`)}</span>
                <span>{t("goldenPaths.atLine", { line: one.line })}</span>
                <span>{one.message}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** How a repository stands to the golden path, with its pipeline. */
export function GoldenCards({ place }: { place: GoldenPlace }) {
  const { data: use, error, refetch } = useQuery({ queryKey: [...place.key, "golden-path"], queryFn: () => readUse(place.repository) });
  if (error && use === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (use === undefined) return <PageBones />;
  return (
    <div className="body narrow-page">
      {use ? <UseCard place={place} use={use} /> : <NoUse place={place} />}
      <PipelineCard place={place} />
    </div>
  );
}
