import { Skeleton } from "@mantine/core";
import { IconArrowBackUp, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readChanges } from "@/api/deliveries";
import type { Release } from "@/api/deliveries";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { shortCommit, versionOf } from "@/lib/deliveries";
import { ChangesTable } from "./ChangesTable";
import { KindIcon, ReleaseStateMark, toneOf } from "@/components/ReleaseMark";
import { ReleaseButton } from "./StandingCard";
import classes from "./Deliveries.module.css";

type Props = { release: Release; /** Title of the environment that versions come from. */ origin: string | undefined; open: boolean; mayReturn: boolean; onToggle: () => void };

function Title({ release, origin }: Pick<Props, "release" | "origin">) {
  const { t } = useTranslation();
  const version = versionOf(release);
  if (release.kind === "ROLL_BACK" && release.goesBackTo !== null) return <>{t("deliveries.title.ROLL_BACK", { version, number: release.goesBackTo })}</>;
  if (release.kind === "PROMOTE" && origin) return <>{t("deliveries.title.PROMOTE", { version, origin })}</>;
  return <>{t(`deliveries.title.plain.${release.kind}`, { version })}</>;
}

function Details({ release, mayReturn }: Pick<Props, "release" | "mayReturn">) {
  const { t } = useTranslation();
  const { data: changes, error, refetch } = useQuery({ queryKey: ["release-changes", release.id], queryFn: () => readChanges(release.id), staleTime: Infinity });
  return (
    <div className={classes["details"]}>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {!changes && !error ? <Skeleton height={64} /> : null}
      {changes ? <ChangesTable changes={changes} isFirst={release.number === 1} /> : null}
      <div className="row wrap">
        {mayReturn ? (
          <ReleaseButton
            action="roll_back_service"
            set={{ service: release.service, environment: release.environment, number: release.number }}
            label={t("deliveries.backTo")}
            name={t("deliveries.backToNamed", { number: release.number, version: versionOf(release) })}
            icon={<IconArrowBackUp size={14} stroke={1.5} />}
          />
        ) : null}
        <span className="small quiet">
          {t("deliveries.valuesAt")} <code title={release.valuesCommit}>{shortCommit(release.valuesCommit)}</code>
          {release.deploymentsCommit ? (
            <>
              {" · "}
              {t("deliveries.manifestsAt")} <code title={release.deploymentsCommit}>{shortCommit(release.deploymentsCommit)}</code>
            </>
          ) : null}
        </span>
        {release.wanted.release?.workflow ? (
          <a className="link small" href={release.wanted.release.workflow} target="_blank" rel="noreferrer">
            {t("deliveries.itsWorkflow")}
          </a>
        ) : null}
        {release.run ? (
          <Link className="link small" to="/self-service/runs/$run" params={{ run: release.run }}>
            {t("deliveries.itsRequest")}
          </Link>
        ) : null}
      </div>
    </div>
  );
}

/** One release on the timeline. */
export function ReleaseEntry({ release, origin, open, mayReturn, onToggle }: Props) {
  const { t } = useTranslation();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const isWorthSaying = release.state === "FAILED" || release.state === "ROLLING";
  return (
    <li>
      <span className={`dot ${toneOf(release.state)}`}>
        <KindIcon kind={release.kind} />
      </span>
      <button type="button" className={`audit-line ${classes["entry"]}`} aria-expanded={open} onClick={onToggle}>
        <span className={`strong cut ${classes["what"]}`}>
          <Title release={release} origin={origin} />
        </span>
        <span className={`small quiet cut ${classes["who"]}`}>
          {t("deliveries.numberBy", { number: release.number, by: release.createdBy })}
          {" · "}
          <Ago at={release.createdAt} />
        </span>
        <span className={classes["how"]}>
          <ReleaseStateMark state={release.state} gone={release.kind === "REMOVE"} />
        </span>
        <Chevron className={classes["chevron"] ?? ""} size={14} stroke={1.5} aria-hidden="true" />
      </button>
      {isWorthSaying ? <p className={`small ${release.state === "FAILED" ? classes["failure"] : "quiet"}`}>{release.message}</p> : null}
      {open ? <Details release={release} mayReturn={mayReturn} /> : null}
    </li>
  );
}
