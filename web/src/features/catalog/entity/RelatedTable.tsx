import { Button, Skeleton } from "@mantine/core";
import { IconTopologyStar3 } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { searchEntities } from "@/api/entities";
import type { Blueprint, Entity, Query, Related } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { EntityLink } from "@/components/EntityLink";
import { ErrorState } from "@/components/ErrorState";
import { PropertyValue } from "@/components/PropertyValue";
import { titleOf, useBlueprint } from "@/lib/blueprints";
import { isLong, referencesOf, valueOf } from "@/lib/fields";
import { useFields } from "@/lib/useFields";

type Props = { entity: Entity; related: Related };

function queryOf(entity: Entity, related: Related): Query {
  if (related.direction === "incoming") {
    return { combinator: "and", rules: [{ property: related.relation, operator: related.many ? "contains" : "=", value: entity.identifier }] };
  }
  const ids = referencesOf(entity.relations[related.relation]).map((one) => one.identifier);
  return { combinator: "and", rules: [{ property: "$identifier", operator: "in", value: ids }] };
}

function RelatedRows({ blueprint, entity, related }: Props & { blueprint: Blueprint }) {
  const { t } = useTranslation();
  const fields = useFields(blueprint);
  const columns = fields.filter((field) => !isLong(field) && field.id !== "$title" && (field.kind !== "meta" || field.id === "$team")).slice(0, 7);
  const query = queryOf(entity, related);
  const found = useInfiniteQuery({
    queryKey: ["rows", related.blueprint, "related", query],
    queryFn: ({ pageParam, signal }) => searchEntities(related.blueprint, { query, limit: 50, from: pageParam, attachTitles: true, sort: [{ property: "$title", order: "ASC" }] }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: related.count > 0,
  });
  const entities = found.data?.pages.flatMap((page) => page.entities) ?? [];
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (related.count === 0) {
    return <EmptyState icon={<IconTopologyStar3 size={20} stroke={1.5} />} title={t("related.empty", { title: related.title })} why={t("related.emptyWhy")} />;
  }
  return (
    <>
      <div className="scroll" style={{ background: "var(--surface)" }} tabIndex={0} role="region" aria-label={related.title}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col" style={{ paddingLeft: 24 }}>
                {t("field.title")}
              </th>
              {columns.map((field) => (
                <th key={field.id} scope="col">
                  {field.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.isPending
              ? [1, 2, 3].map((one) => (
                  <tr key={one} aria-busy="true">
                    <td colSpan={columns.length + 1} style={{ paddingLeft: 24 }}>
                      <Skeleton height={12} />
                    </td>
                  </tr>
                ))
              : entities.map((one) => (
                  <tr key={one.identifier}>
                    <td className="nowrap strong" style={{ paddingLeft: 24 }}>
                      <EntityLink blueprint={related.blueprint} identifier={one.identifier} title={titleOf(one)} />
                    </td>
                    {columns.map((field) => (
                      <td key={field.id} className="cut" style={{ maxWidth: 240 }}>
                        <PropertyValue field={field} value={valueOf(one, field)} dense />
                      </td>
                    ))}
                  </tr>
                ))}
          </tbody>
        </table>
      </div>
      <div className="row" style={{ padding: "12px 24px" }}>
        <span className="muted">{t("table.showing", { shown: entities.length, total: related.count, what: related.title })}</span>
        {found.hasNextPage ? (
          <Button size="xs" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t("related.more")}
          </Button>
        ) : null}
        {related.direction === "incoming" ? (
          <Link className="link push" to="/catalog/$blueprint" params={{ blueprint: related.blueprint }} search={{ filter: query }}>
            {t("related.openTable")}
          </Link>
        ) : null}
      </div>
    </>
  );
}

export function RelatedTable({ entity, related }: Props) {
  const { blueprint } = useBlueprint(related.blueprint);
  return blueprint ? <RelatedRows blueprint={blueprint} entity={entity} related={related} /> : null;
}
