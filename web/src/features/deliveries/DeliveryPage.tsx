import { Button } from "@mantine/core";
import { IconGitBranch, IconRocket, IconRocketOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import type { Standings } from "@/api/deliveries";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { TeamName } from "@/components/TeamMark";
import { standingsQuery } from "@/lib/deliveries";
import type { DeliveryTab } from "@/lib/search";
import { BuildsTab } from "./BuildsTab";
import { DeploymentsTab } from "./DeploymentsTab";
import { EndDelivery } from "./EndDelivery";
import { useReleasesFreshness } from "./useReleasesFreshness";
import { ValuesTab } from "./ValuesTab";

const tabs: readonly DeliveryTab[] = ["deployments", "builds", "values"];

const ofRepository = [
  { to: "/repositories/$owner/$name/pipelines", key: "pipelines.title" },
  { to: "/repositories/$owner/$name/change-requests", key: "changeRequests.title" },
  { to: "/repositories/$owner/$name/golden-path", key: "goldenPaths.one" },
] as const;

function Facts({ service, isHosted, externalRepository }: Pick<Standings, "service" | "isHosted" | "externalRepository">) {
  const { t } = useTranslation();
  const [owner = "", name = ""] = service.repository?.split("/") ?? [];
  return (
    <div className="meta">
      <TeamName name={service.team} />
      {service.repository ? (
        <span>
          <IconGitBranch size={16} stroke={1.5} aria-hidden="true" />
          {isHosted ? (
            <Link className="link" to="/repositories/$owner/$name" params={{ owner, name }}>
              {service.repository}
            </Link>
          ) : externalRepository ? (
            <Link className="link" to="/external-repositories/$id" params={{ id: externalRepository }}>
              {service.repository}
            </Link>
          ) : (
            service.repository
          )}
        </span>
      ) : null}
      {isHosted
        ? ofRepository.map(({ to, key }) => (
            <Link key={to} className="link" to={to} params={{ owner, name }}>
              {t(key)}
            </Link>
          ))
        : null}
    </div>
  );
}

/** A service in its environments, and the values that it is made of. */
export function DeliveryPage() {
  const { t } = useTranslation();
  const { service } = useParams({ from: "/inside/deliveries/$service" });
  const { tab = "deployments", environment } = useSearch({ from: "/inside/deliveries/$service" });
  const { data: standings, error, refetch } = useQuery(standingsQuery(service));
  useReleasesFreshness();
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState
        alone
        icon={<IconRocketOff size={20} stroke={1.5} />}
        title={t("deliveries.gone", { service })}
        why={t("deliveries.goneWhy")}
        action={
          <Button component={Link} to="/deliveries" variant="filled">
            {t("deliveries.toAll")}
          </Button>
        }
      />
    );
  }
  if (error && !standings) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!standings) return <PageBones />;
  return (
    <>
      <PageHead title={service} crest={<IconRocket size={20} stroke={1.5} />} below={<Facts {...standings} />} actions={standings.mayRelease ? <EndDelivery standings={standings} /> : undefined} />
      <nav className="tabs" aria-label={t("deliveries.tabs")} style={{ flex: "none" }}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/deliveries/$service"
            params={{ service }}
            search={{ tab: one === "deployments" ? undefined : one, environment }}
            activeOptions={{ exact: true }}
            activeProps={{ "aria-current": undefined }}
            aria-current={one === tab ? "page" : undefined}
          >
            {t(`deliveries.tab.${one}`)}
          </Link>
        ))}
      </nav>
      {tab === "values" ? <ValuesTab standings={standings} /> : null}
      {tab === "builds" ? <BuildsTab standings={standings} /> : null}
      {tab === "deployments" ? <DeploymentsTab standings={standings} /> : null}
    </>
  );
}
