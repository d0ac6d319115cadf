import { IconCircleCheck, IconCircleX, IconExternalLink, IconHammer, IconUpload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { billOfMaterials, listBuilds } from "@/api/builds";
import type { Build, Scan } from "@/api/builds";
import type { Standing, Standings } from "@/api/deliveries";
import type { AnyRepository } from "@/api/repositories";
import { Ago } from "@/components/Ago";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PlainTable } from "@/components/PlainTable";
import { shortCommit, shortDigest } from "@/lib/deliveries";
import { seconds } from "@/lib/time";
import { ReleaseButton } from "./StandingCard";
import classes from "./Builds.module.css";

const example = `stages:
  - name: image
    branches: [main]
    run: |
      podman build --tag $IMAGE:$FAIRWAY_COMMIT .
      podman push --digestfile digest $IMAGE:$FAIRWAY_COMMIT
    env: {IMAGE: registry.example.com/harbor/parcel}
    image: {repository: registry.example.com/harbor/parcel, digest: digest}`;

function Name({ build }: { build: Build }) {
  const { t } = useTranslation();
  const isFine = build.outcome === "SUCCESS";
  const Mark = isFine ? IconCircleCheck : IconCircleX;
  return (
    <span className={`state ${isFine ? "good" : "bad"}`}>
      <Mark size={16} stroke={1.5} role="img" aria-label={t(isFine ? "builds.built" : "builds.failed")} />
      <span className="strong">{build.name}</span>
      {build.url ? (
        <a href={build.url} target="_blank" rel="noreferrer" className="link" aria-label={t("builds.more", { build: build.name })}>
          <IconExternalLink size={14} stroke={1.5} aria-hidden="true" />
        </a>
      ) : null}
    </span>
  );
}

function Image({ image }: Pick<Build, "image">) {
  const { t } = useTranslation();
  if (!image) return <span className="quiet">{t("builds.noImage")}</span>;
  return (
    <div className={classes["image"]}>
      <code className="cut" title={`${image.repository}:${image.tag}`}>
        {image.tag}
      </code>
      {image.digest ? (
        <span className="row tight quiet small">
          <code title={image.digest}>{shortDigest(image.digest)}</code>
          <CopyButton value={image.digest} label={t("builds.copyDigest", { tag: image.tag })} />
        </span>
      ) : null}
    </div>
  );
}

/** How many there are of what somebody has to look at. */
function Counts({ scan }: { scan: Scan }) {
  const { t } = useTranslation();
  const { errors, warnings, notes, tools } = scan;
  if (tools.length === 0) return <>{t("builds.notLooked")}</>;
  const parts = [errors > 0 ? t("builds.errors", { count: errors }) : "", warnings > 0 ? t("builds.warnings", { count: warnings }) : "", notes > 0 ? t("builds.notes", { count: notes }) : ""].filter(Boolean);
  return <span className={errors > 0 ? classes["bad"] : undefined}>{parts.length > 0 ? parts.join(", ") : t("builds.nothing")}</span>;
}

function Found({ build, repository }: { build: Build; repository: AnyRepository }) {
  const { t } = useTranslation();
  const { scan } = build;
  if (!scan) return <span className="quiet">–</span>;
  const beside = (
    <span className="small quiet">
      {scan.tools.length > 0 ? t("builds.by", { tools: scan.tools.join(", ") }) : null}
      {scan.tools.length > 0 && scan.components !== null ? " · " : null}
      {scan.components === null ? null : (
        <a className="link" href={billOfMaterials(repository, build)} target="_blank" rel="noreferrer">
          {t("builds.components", { count: scan.components })}
        </a>
      )}
    </span>
  );
  if (scan.findings.length === 0) {
    return (
      <div>
        <div className={scan.tools.length === 0 ? "quiet" : undefined}>
          <Counts scan={scan} />
        </div>
        {beside}
      </div>
    );
  }
  return (
    <details className={classes["found"]}>
      <summary>
        <Counts scan={scan} />
      </summary>
      <ul>
        {scan.findings.map((finding, at) => (
          <li key={at}>
            <span className={finding.level === "ERROR" ? classes["bad"] : "quiet"}>{t(`builds.level.${finding.level}`)}</span> <code>{finding.rule}</code>
            {finding.file ? <code className="quiet"> {finding.line > 0 ? `${finding.file}:${finding.line}` : finding.file}</code> : null}
            <div>{finding.message}</div>
          </li>
        ))}
      </ul>
      {beside}
    </details>
  );
}

type Deployed = { service: string; to: Standing | undefined; refusal: string | undefined };

function Deploy({ build, service, to, refusal }: Deployed & { build: Build }) {
  const { t } = useTranslation();
  if (!build.image || !to) return null;
  const { tag, digest } = build.image;
  return (
    <ReleaseButton
      action="deploy_service"
      set={{ service, environment: to.environment, tag, commit: build.commit, ...(digest ? { digest } : {}) }}
      refusal={refusal}
      label={t("builds.deploy")}
      name={t("builds.deployNamed", { tag, environment: to.title })}
      icon={<IconUpload size={14} stroke={1.5} />}
    />
  );
}

function Commit({ repository, commit }: { repository: AnyRepository; commit: string }) {
  if ("external" in repository) {
    return (
      <code className="small" title={commit}>
        {shortCommit(commit)}
      </code>
    );
  }
  return (
    <Link className="ref" to="/repositories/$owner/$name/commits/$commit" params={{ ...repository, commit }}>
      {shortCommit(commit)}
    </Link>
  );
}

function Builds({ repository, deploy }: { repository: AnyRepository; deploy: Deployed }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["builds", repository],
    queryFn: ({ pageParam, signal }) => listBuilds(repository, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 15_000,
  });
  const builds = data?.pages.flatMap((page) => page.builds);
  const columns = [t("builds.build"), t("builds.image"), t("pipelines.commit"), t("builds.found"), t("builds.when"), ""];
  if (error && !builds) {
    return (
      <div className="body">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (builds?.length === 0) {
    return (
      <div className="body">
        <section className="card" aria-labelledby="first-build">
          <header>
            <IconHammer size={16} stroke={1.5} aria-hidden="true" />
            <h2 id="first-build">{t("builds.emptyTitle")}</h2>
          </header>
          <div className="in stack" style={{ gap: 12 }}>
            <p className="muted">{t("builds.emptyWhy")}</p>
            <div className="code">
              <pre>{example}</pre>
              <CopyButton value={`${example}\n`} label={t("builds.copyExample")} />
            </div>
          </div>
        </section>
      </div>
    );
  }
  return (
    <div className="body">
      <section className="card" aria-busy={!builds}>
        <PlainTable
          label={t("builds.title")}
          columns={columns}
          items={builds}
          keyOf={(one) => `${one.commit} ${one.name}`}
          lastRight
          row={(one) => (
            <>
              <td>
                <Name build={one} />
              </td>
              <td data-label={columns[1]}>
                <Image image={one.image} />
              </td>
              <td data-label={columns[2]}>
                <Commit repository={repository} commit={one.commit} />
              </td>
              <td data-label={columns[3]}>
                <Found build={one} repository={repository} />
              </td>
              <td data-label={columns[4]} className="muted">
                <div>
                  <Ago at={one.reportedAt} />
                  {one.seconds === null ? null : <div className="small quiet">{seconds(one.seconds)}</div>}
                </div>
              </td>
              <td className={classes["act"]}>
                <Deploy build={one} {...deploy} />
              </td>
            </>
          )}
        />
        <MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />
      </section>
    </div>
  );
}

/** What builds made of the service, ready to be deployed. */
export function BuildsTab({ standings }: { standings: Standings }) {
  const { t } = useTranslation();
  const { service, isHosted, externalRepository, mayRelease, environments } = standings;
  const [owner = "", name = ""] = service.repository?.split("/") ?? [];
  const repository = isHosted ? { owner, name } : externalRepository ? { external: externalRepository } : null;
  if (!repository) return <EmptyState icon={<IconHammer size={20} stroke={1.5} />} title={t("builds.elsewhereTitle")} why={t("builds.elsewhereWhy")} />;
  const to = environments.find((one) => one.promotesFrom === null);
  return <Builds repository={repository} deploy={{ service: service.name, to, refusal: mayRelease ? undefined : t("deliveries.mayNot", { team: service.team }) }} />;
}
