import { Skeleton } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { searchEntities } from "@/api/entities";
import type { Blueprint, Query } from "@/api/types";
import { EnumValue } from "@/components/EnumValue";
import { ErrorNote } from "@/components/ErrorState";
import { TeamMark } from "@/components/TeamMark";
import { blueprintsQuery, isSystem, titleOf } from "@/lib/blueprints";
import { leavesIn, useCatalogTree } from "@/lib/catalogTree";
import { formatNumber } from "@/lib/time";
import classes from "./Home.module.css";

const most = 6;

function ownedBy(teams: string[]): Query {
  return { combinator: "and", rules: [{ property: "$team", operator: "containsAny", value: teams }] };
}

function stateOf(blueprint: Blueprint) {
  return Object.entries(blueprint.schema.properties).find(([, property]) => property.enum && property.enumColors);
}

/** What my teams own, kind by kind. */
export function MyTeam({ teams }: { teams: string[] }) {
  const { t } = useTranslation();
  const known = useQuery(blueprintsQuery);
  const blueprints = known.data ?? [];
  const { tree } = useCatalogTree();
  const owned = blueprints.filter((one) => !isSystem(one) && one.ownership);
  const results = useQueries({
    queries: owned.map((blueprint) => ({
      queryKey: ["rows", blueprint.identifier, "mine", teams],
      queryFn: () => searchEntities(blueprint.identifier, { query: ownedBy(teams), limit: most, count: true, sort: [{ property: "$title", order: "ASC" as const }] }),
      enabled: teams.length > 0,
    })),
  });
  const parts = owned.flatMap((blueprint, at) => {
    const page = results[at]?.data;
    return page && page.entities.length > 0 ? [{ blueprint, page }] : [];
  });
  const failed = [known, ...results].filter((result) => result.error);
  const waiting = teams.length > 0 && (known.isPending || results.some((result) => result.isPending));
  return (
    <section className="card">
      <header>
        <h2>{t("home.mine")}</h2>
        {teams.map((team) => (
          <span key={team} className="state muted">
            <TeamMark name={team} />
            {team}
          </span>
        ))}
      </header>
      {waiting ? (
        <div className={classes["none"]} aria-busy="true">
          <Skeleton height={96} />
        </div>
      ) : null}
      {failed[0] ? (
        <div className={classes["none"]}>
          <ErrorNote error={failed[0].error} onRetry={() => failed.forEach((result) => void result.refetch())} />
        </div>
      ) : null}
      {!waiting && !failed[0] && parts.length === 0 ? <p className={`quiet ${classes["none"]}`}>{t(teams.length === 0 ? "home.noTeam" : "home.nothingOwned")}</p> : null}
      {parts.map(({ blueprint, page }) => {
        const state = stateOf(blueprint);
        const total = page.total ?? page.entities.length;
        const title = leavesIn(tree).find((leaf) => leaf.blueprint === blueprint.identifier)?.title ?? titleOf(blueprint);
        return (
          <div key={blueprint.identifier} className={classes["part"]}>
            <div className="row">
              <h3>{title}</h3>
              <span className="tally">{formatNumber(total)}</span>
              <Link to="/catalog/$blueprint" params={{ blueprint: blueprint.identifier }} search={{ filter: ownedBy(teams) }} className="link small push">
                {t("home.openAll")}
              </Link>
            </div>
            <ul className={classes["grid"]}>
              {page.entities.map((entity) => {
                const value = state ? entity.properties[state[0]] : null;
                return (
                  <li key={entity.identifier}>
                    <Link to="/catalog/$blueprint/$entity" params={{ blueprint: blueprint.identifier, entity: entity.identifier }}>
                      <span className="cut strong">{titleOf(entity)}</span>
                      {state && typeof value === "string" ? (
                        <span className="push">
                          <EnumValue value={value} color={state[1].enumColors?.[value]} />
                        </span>
                      ) : null}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
