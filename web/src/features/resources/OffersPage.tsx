import { Button, Skeleton } from "@mantine/core";
import { IconDatabase, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listFound, listOffers } from "@/api/resources";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { useIsAdmin } from "@/lib/session";
import { formatNumber } from "@/lib/time";
import { OfferCard } from "./OfferCard";
import classes from "./Offers.module.css";

/** What is on the servers beside what was made here, for those who know it as theirs. */
function FoundNote() {
  const { t } = useTranslation();
  const { data: servers = [] } = useQuery({ queryKey: ["findings"], queryFn: listFound });
  const having = servers.filter((one) => one.found > 0);
  if (having.length === 0) return null;
  return (
    <section className="card" aria-label={t("findings.more")}>
      <header>
        <IconSearch size={16} stroke={1.5} aria-hidden="true" />
        <h2>{t("findings.more")}</h2>
      </header>
      <p className="in muted" style={{ paddingBottom: 0 }}>
        {t("findings.moreWhy")}
      </p>
      <ul className={`in ${classes["found"]}`}>
        {having.map((one) => (
          <li key={one.server}>
            <Link className="link" to="/resources/found/$server" params={{ server: one.server }}>
              {t("findings.onServer", { count: one.found, number: formatNumber(one.found), title: one.title })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every type that can be asked for: where, from what price, and how many my teams have. */
export function OffersPage() {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const { data: offers, error, refetch } = useQuery({ queryKey: ["resource-offers"], queryFn: listOffers });
  const possible = offers?.filter((one) => one.places.length > 0);
  const missing = offers?.filter((one) => one.places.length === 0) ?? [];
  return (
    <div className="stretch">
      <PageHead title={t("offers.title")} lead={t("offers.lead")} lined />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {possible?.length === 0 ? (
        <EmptyState
          icon={<IconDatabase size={20} stroke={1.5} />}
          title={t("offers.none")}
          why={t(admin ? "offers.noneWhyAdmin" : "offers.noneWhy")}
          action={
            admin ? (
              <Button component={Link} to="/builder/resources/servers" variant="filled">
                {t("servers.connect")}
              </Button>
            ) : undefined
          }
        />
      ) : null}
      {error ? null : (
        <div className="body">
          {offers === undefined ? (
            <div className={classes["cards"]} aria-busy="true">
              {[1, 2, 3].map((one) => (
                <Skeleton key={one} height={188} />
              ))}
            </div>
          ) : null}
          {possible && possible.length > 0 ? (
            <ul className={classes["cards"]}>
              {possible.map((offer) => (
                <OfferCard key={offer.type} offer={offer} />
              ))}
            </ul>
          ) : null}
          {offers ? <FoundNote /> : null}
          {missing.length > 0 ? (
            <section aria-label={t("offers.missing")}>
              <h2>{t("offers.missing")}</h2>
              <p className={`muted ${classes["lead"]}`}>{t("offers.missingWhy")}</p>
              <ul className={classes["cards"]}>
                {missing.map((offer) => (
                  <OfferCard key={offer.type} offer={offer} />
                ))}
              </ul>
            </section>
          ) : null}
        </div>
      )}
    </div>
  );
}
