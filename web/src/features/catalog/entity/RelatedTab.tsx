import { IconTopologyStar3 } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Blueprint, Entity, Related } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { ShowSwitch } from "@/components/ShowSwitch";
import type { EntitySearch } from "@/lib/search";
import { RelatedTable } from "./RelatedTable";

const RelatedGraph = lazy(() => import("./RelatedGraph").then((module) => ({ default: module.RelatedGraph })));

type Props = { blueprint: Blueprint; entity: Entity; related: Related[] | undefined; error: Error | null; onRetry: () => void };

const keyOf = (one: Related) => `${one.direction === "incoming" ? "in" : "out"}.${one.direction === "incoming" ? `${one.blueprint}.` : ""}${one.relation}`;

/** A sub-tab for each relation, both ways, as a table; or all of it as a graph. */
export function RelatedTab({ blueprint, entity, related, error, onRetry }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/catalog/$blueprint/$entity" });
  const search = useSearch({ from: "/inside/catalog/$blueprint/$entity" });
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  if (!related) return <PageBones />;
  if (related.length === 0) {
    return <EmptyState icon={<IconTopologyStar3 size={20} stroke={1.5} />} title={t("related.none")} why={t("related.noneWhy")} />;
  }
  const current = related.find((one) => keyOf(one) === search.rel) ?? related.find((one) => one.count > 0) ?? related[0]!;
  const graph = search.show === "graph";
  const set = (change: EntitySearch) => void navigate({ search: (before: EntitySearch) => ({ ...before, ...change }) });
  return (
    <div className="stretch">
      <div className="toolbar" style={{ flexWrap: "wrap" }}>
        {graph ? null : (
          <div className="row wrap" role="group" aria-label={t("related.relations")}>
            {related.map((one) => {
              const here = one === current;
              return (
                <button
                  key={keyOf(one)}
                  type="button"
                  aria-pressed={here}
                  className="chip"
                  style={here ? { background: "var(--accent-soft)", borderColor: "var(--accent-line)", color: "var(--accent-text)" } : undefined}
                  onClick={() => set({ rel: keyOf(one) })}
                >
                  {one.direction === "incoming" ? "←" : "→"} {one.title} <span className="tally">{one.count}</span>
                </button>
              );
            })}
          </div>
        )}
        <div className="row push">
          <ShowSwitch graph={graph} onChange={(on) => set({ show: on ? "graph" : undefined })} />
        </div>
      </div>
      {graph ? (
        <Suspense fallback={<div className="stretch" aria-busy="true" />}>
          <RelatedGraph blueprint={blueprint} entity={entity} />
        </Suspense>
      ) : (
        <RelatedTable key={keyOf(current)} entity={entity} related={current} />
      )}
    </div>
  );
}
