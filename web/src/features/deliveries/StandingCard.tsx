import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconArrowRight, IconArrowsDiagonal, IconDots, IconGitCommit, IconHistory, IconPlayerPause, IconPlayerPlay, IconRefresh, IconSnowflake, IconTrash, IconUpload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Release, Service, Standing } from "@/api/deliveries";
import type { Json } from "@/api/types";
import { Ago } from "@/components/Ago";
import { CopyButton } from "@/components/CopyButton";
import { isUnderWay, shortCommit, shortDigest, versionOf } from "@/lib/deliveries";
import { formatNumber, momentIn } from "@/lib/time";
import { ReleaseStateMark } from "@/components/ReleaseMark";
import { DriftLine } from "./DriftLine";
import { RollBackButton } from "./RollBackButton";
import classes from "./Deliveries.module.css";

export type ReleaseAction = "deploy_service" | "promote_service" | "roll_back_service";

type ActionProps = { action: ReleaseAction; set: Record<string, Json>; /** Why it cannot be asked for. */ refusal?: string | undefined; label: string; name: string; icon: ReactNode; filled?: boolean };

/** Leads to the form of an action, where rules and the preview speak before anything happens. */
export function ReleaseButton({ action, set, refusal, label, name, icon, filled }: ActionProps) {
  const variant = filled ? "filled" : "default";
  if (!refusal) {
    return (
      <Button size="xs" variant={variant} leftSection={icon} aria-label={name} renderRoot={(props: Record<string, unknown>) => <Link {...props} to="/self-service/$action" params={{ action }} search={{ set }} />}>
        {label}
      </Button>
    );
  }
  return (
    <Tooltip label={refusal}>
      <span>
        <Button size="xs" leftSection={icon} aria-label={name} disabled>
          {label}
        </Button>
      </span>
    </Tooltip>
  );
}

const icon = { size: 14, stroke: 1.5 };

type Props = {
  standing: Standing;
  service: Service;
  mayRelease: boolean;
  /** Environments whose versions come from this one. */
  next: Standing[];
  /** Title of the environment that versions come from. */
  origin: string | undefined;
  onHistory: () => void;
};

/** What changes how many of its pods run, each by a form of its own. */
function RunningMenu({ set, title }: { set: Record<string, Json>; title: string }) {
  const { t } = useTranslation();
  const items = [
    { action: "restart_service", label: t("deliveries.restart"), Icon: IconRefresh },
    { action: "scale_service", label: t("deliveries.scale"), Icon: IconArrowsDiagonal },
    { action: "pause_service", label: t("deliveries.pause"), Icon: IconPlayerPause },
    { action: "resume_service", label: t("deliveries.resume"), Icon: IconPlayerPlay },
    { action: "remove_service", label: t("deliveries.remove"), Icon: IconTrash, color: "red" },
  ];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="xs" variant="default" aria-label={t("deliveries.moreNamed", { environment: title })}>
          <IconDots {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ action, label, Icon, color }) => (
          <Menu.Item key={action} color={color} leftSection={<Icon size={16} stroke={1.5} />} renderRoot={(props: Record<string, unknown>) => <Link {...props} to="/self-service/$action" params={{ action }} search={{ set }} />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Actions({ standing, service, mayRelease, next }: Omit<Props, "onHistory" | "origin">) {
  const { t } = useTranslation();
  const { environment, title, newest, live } = standing;
  const here = { service: service.name, environment };
  const refusal = mayRelease ? undefined : t("deliveries.mayNot", { team: service.team });
  const onto = next.filter((one) => live && (!one.newest || isDifferent(live, one.newest)));
  return (
    <div className={classes["actions"]}>
      {onto.map((one) => (
        <ReleaseButton
          key={one.environment}
          action="promote_service"
          set={{ service: service.name, environment: one.environment }}
          refusal={refusal}
          label={t("deliveries.promote", { environment: one.title })}
          name={t("deliveries.promoteNamed", { version: live ? versionOf(live) : "", environment: one.title })}
          icon={<IconArrowRight {...icon} />}
        />
      ))}
      <ReleaseButton action="deploy_service" set={here} refusal={refusal} label={t("deliveries.deploy")} name={t("deliveries.deployNamed", { environment: title })} icon={<IconUpload {...icon} />} filled={!newest && !standing.promotesFrom} />
      {standing.back ? <RollBackButton standing={standing} service={service} refusal={refusal} /> : null}
      {newest && newest.kind !== "REMOVE" && mayRelease ? <RunningMenu set={here} title={title} /> : null}
    </div>
  );
}

function isDifferent(one: Release, other: Release): boolean {
  const image = (release: Release) => `${release.wanted.image?.tag ?? ""}@${release.wanted.image?.digest ?? ""}`;
  return image(one) !== image(other) || other.state === "FAILED";
}

/** What runs, and what is on its way to replace it. */
function Version({ newest, live }: Pick<Standing, "newest" | "live">) {
  const { t } = useTranslation();
  const isComing = newest !== null && isUnderWay(newest.state) && newest.id !== live?.id;
  const shown = live ?? (isComing ? newest : null);
  const commit = (isComing ? newest : shown)?.wanted.release?.commit;
  return (
    <p className={classes["version"]}>
      {shown ? (
        <span className={`${classes["big"]} cut`} title={versionOf(shown)}>
          {versionOf(shown)}
        </span>
      ) : (
        <span className="quiet">{t("deliveries.nothingRuns")}</span>
      )}
      {isComing && live && versionOf(live) !== versionOf(newest) ? (
        <>
          <IconArrowRight size={16} stroke={1.5} aria-label={t("deliveries.becomes")} role="img" />
          <span className={`${classes["big"]} cut`} title={versionOf(newest)}>
            {versionOf(newest)}
          </span>
        </>
      ) : null}
      {commit ? (
        <span className="ref" title={commit}>
          <IconGitCommit size={14} stroke={1.5} aria-hidden="true" />
          {shortCommit(commit)}
        </span>
      ) : null}
    </p>
  );
}

/** A service in one environment. */
export function StandingCard(props: Props) {
  const { t } = useTranslation();
  const { standing, service, origin, onHistory } = props;
  const { newest, live, title, hasCluster } = standing;
  const isGone = newest?.kind === "REMOVE" && !isUnderWay(newest.state);
  const shown = newest && !isGone && (isUnderWay(newest.state) || !live) ? newest : live;
  const pods = shown && shown === live && standing.look?.health ? standing.look : shown;
  const digest = shown?.wanted.image?.digest;
  const isWorthSaying = newest !== null && newest.state !== "LIVE" && newest.message !== "";
  return (
    <li className={`card ${classes["standing"]}`}>
      <div className="row">
        <h2 className="cut">{title}</h2>
        <span className="push">{newest ? <ReleaseStateMark state={newest.state} gone={newest.kind === "REMOVE"} /> : null}</span>
      </div>
      {standing.frozen ? (
        <p className={`small ${classes["frozen"]}`} title={standing.frozen.reason}>
          <IconSnowflake size={14} stroke={1.5} aria-hidden="true" />
          <span>{t("freezes.frozen", { until: momentIn(standing.frozen.until), name: standing.frozen.name })}</span>
        </p>
      ) : null}
      <Version newest={newest} live={live} />
      {shown && pods ? (
        <dl className={`dl ${classes["facts"]}`}>
          <dt>{t("deliveries.replicas")}</dt>
          <dd>{pods.replicasWanted > 0 ? t("deliveries.ready", { ready: formatNumber(pods.replicasReady), wanted: formatNumber(pods.replicasWanted) }) : <span className="quiet">{t(hasCluster ? "deliveries.notYet" : "deliveries.notWatched")}</span>}</dd>
          <dt>{t("deliveries.digest")}</dt>
          <dd className="row tight">
            {digest ? (
              <>
                <code title={digest}>{shortDigest(digest)}</code>
                <CopyButton value={digest} label={t("deliveries.copyDigest")} />
              </>
            ) : (
              <span className="quiet">{t("common.none")}</span>
            )}
          </dd>
          <dt>{t(`deliveries.did.${shown.kind}`)}</dt>
          <dd>
            <Ago at={shown.createdAt} /> <span className="muted">{t("deliveries.by", { by: shown.createdBy })}</span>
          </dd>
        </dl>
      ) : (
        <p className="muted">{isGone ? t("deliveries.wasRemoved", { by: newest.createdBy }) : origin ? t("deliveries.comesFrom", { environment: origin }) : t("deliveries.comesFromBuild")}</p>
      )}
      {isWorthSaying && newest ? (
        <p className={`small ${newest.state === "FAILED" ? classes["failure"] : "quiet"}`}>
          {newest.state === "FAILED" && live ? `${versionOf(newest)}: ` : null}
          {newest.message}
        </p>
      ) : null}
      <DriftLine standing={standing} service={service.name} mayRelease={props.mayRelease} />
      <div className={classes["foot"]}>
        <Actions standing={standing} service={service} mayRelease={props.mayRelease} next={props.next} />
        {newest ? (
          <Tooltip label={t("deliveries.history")}>
            <ActionIcon size="xs" aria-label={t("deliveries.historyNamed", { environment: title })} onClick={onHistory}>
              <IconHistory {...icon} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </div>
    </li>
  );
}
