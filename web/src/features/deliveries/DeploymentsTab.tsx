import { Button } from "@mantine/core";
import { IconLock, IconStack2 } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Standings } from "@/api/deliveries";
import { EmptyState } from "@/components/EmptyState";
import { useIsAdmin } from "@/lib/session";
import { PreviewsCard } from "./PreviewsCard";
import { ReleasesCard } from "./ReleasesCard";
import { StandingCard } from "./StandingCard";
import classes from "./Deliveries.module.css";

/** The environments side by side, and the releases of one of them. */
export function DeploymentsTab({ standings }: { standings: Standings }) {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const search = useSearch({ from: "/inside/deliveries/$service" });
  const history = useRef<HTMLDivElement>(null);
  const navigate = useNavigate({ from: "/deliveries/$service" });
  const { service, mayRelease, environments } = standings;
  const chosen = environments.find((one) => one.environment === search.environment) ?? environments[0];
  if (!chosen) {
    return (
      <EmptyState
        icon={<IconStack2 size={20} stroke={1.5} />}
        title={t("deliveries.noEnvironments")}
        why={t(admin ? "deliveries.noEnvironmentsWhy" : "deliveries.noEnvironmentsAsk")}
        action={
          admin ? (
            <Button component={Link} to="/builder/environments" variant="filled">
              {t("deliveries.toEnvironments")}
            </Button>
          ) : undefined
        }
      />
    );
  }
  return (
    <div className="body">
      {mayRelease ? null : (
        <p className="note" role="note">
          <IconLock size={16} stroke={1.5} aria-hidden="true" />
          {t("deliveries.mayNot", { team: service.team })}
        </p>
      )}
      <ol className={classes["standings"]} aria-label={t("deliveries.environments")}>
        {environments.map((one) => (
          <StandingCard
            key={one.environment}
            standing={one}
            service={service}
            mayRelease={mayRelease}
            origin={environments.find((other) => other.environment === one.promotesFrom)?.title}
            next={environments.filter((other) => other.promotesFrom === one.environment)}
            onHistory={() => {
              void navigate({ search: { environment: one.environment }, replace: true });
              history.current?.scrollIntoView();
            }}
          />
        ))}
      </ol>
      <PreviewsCard service={service.name} />
      <div ref={history}>
        <ReleasesCard
          key={chosen.environment}
          standings={standings}
          chosen={chosen}
          open={search.release}
          onChoose={(environment) => void navigate({ search: { environment }, replace: true })}
          onOpen={(release) => void navigate({ search: { environment: search.environment, release }, replace: true })}
        />
      </div>
    </div>
  );
}
