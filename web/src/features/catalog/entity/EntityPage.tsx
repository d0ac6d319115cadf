import { Button, Skeleton } from "@mantine/core";
import { IconFileOff } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { listenLive } from "@/api/live";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { NoBlueprint } from "@/components/NoBlueprint";
import { titleOf, useBlueprint } from "@/lib/blueprints";
import { entityQuery, relatedQuery } from "@/lib/entity";
import { rememberRecent } from "@/lib/recents";
import { useRights } from "@/lib/rights";
import type { EntitySearch, EntityTab } from "@/lib/search";
import { useFields } from "@/lib/useFields";
import type { Blueprint, Entity } from "@/api/types";
import { DeleteDialog } from "../DeleteDialog";
import { EntityDrawer } from "../form/EntityDrawer";
import { EntityAudit } from "./EntityAudit";
import { EntityHead } from "./EntityHead";
import { EntityRuns } from "./EntityRuns";
import { Overview } from "./Overview";
import { Readme } from "./Readme";
import { RelatedTab } from "./RelatedTab";

const ResourceTab = lazy(() => import("@/components/resource/ResourceTab").then((module) => ({ default: module.ResourceTab })));

/** Reads an entity again as soon as someone changes it, and says so for a while. */
function useFreshEntity(blueprint: string, identifier: string): boolean {
  const client = useQueryClient();
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    let calm: ReturnType<typeof setTimeout> | undefined;
    const stop = listenLive((message) => {
      if (message.kind !== "entity" || message.change.blueprint !== blueprint || message.change.identifier !== identifier) return;
      void client.invalidateQueries({ queryKey: ["entity", blueprint, identifier] });
      void client.invalidateQueries({ queryKey: ["audit"] });
      setFresh(true);
      clearTimeout(calm);
      calm = setTimeout(() => setFresh(false), 10_000);
    });
    return () => {
      stop();
      clearTimeout(calm);
    };
  }, [client, blueprint, identifier]);
  return fresh;
}

function EntityView({ blueprint, entity }: { blueprint: Blueprint; entity: Entity }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/catalog/$blueprint/$entity" });
  const search = useSearch({ from: "/inside/catalog/$blueprint/$entity" });
  const client = useQueryClient();
  const fields = useFields(blueprint);
  const rights = useRights(blueprint);
  const fresh = useFreshEntity(blueprint.identifier, entity.identifier);
  const [deleting, setDeleting] = useState(false);
  const related = useQuery(relatedQuery(blueprint.identifier, entity.identifier));
  const readmes = fields.filter((field) => field.format === "markdown" && typeof entity.properties[field.id] === "string");
  const isResource = blueprint.identifier === "resource" && typeof entity.properties["nativeName"] === "string";
  const first: EntityTab = isResource ? "resource" : "overview";
  const isMissing = (search.tab === "readme" && readmes.length === 0) || (search.tab === "resource" && !isResource);
  const tab: EntityTab = isMissing ? first : (search.tab ?? first);
  const tabs: EntityTab[] = [...(isResource ? (["resource"] as const) : []), "overview", "related", "runs", "audit", ...(fields.some((field) => field.format === "markdown") ? (["readme"] as const) : [])];
  const relatedCount = related.data?.reduce((sum, one) => sum + one.count, 0);
  const edit = (on: boolean) => void navigate({ search: (before: EntitySearch) => ({ ...before, edit: on ? true : undefined }), replace: !on });
  useEffect(() => {
    rememberRecent({ blueprint: blueprint.identifier, blueprintTitle: titleOf(blueprint), identifier: entity.identifier, title: titleOf(entity), icon: blueprint.icon ?? null });
  }, [blueprint, entity]);
  return (
    <>
      <EntityHead blueprint={blueprint} entity={entity} fields={fields} rights={rights} fresh={fresh} onEdit={() => edit(true)} onDelete={() => setDeleting(true)} />
      <nav className="tabs" aria-label={t("entity.tabs")} style={{ flex: "none" }}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/catalog/$blueprint/$entity"
            params={{ blueprint: blueprint.identifier, entity: entity.identifier }}
            search={{ tab: one === first ? undefined : one }}
            activeOptions={{ exact: true }}
            activeProps={{ "aria-current": undefined }}
            aria-current={one === tab ? "page" : undefined}
          >
            {t(`entity.tab.${one}`)}
            {one === "related" && relatedCount !== undefined ? <span className="tally">{relatedCount}</span> : null}
          </Link>
        ))}
      </nav>
      {tab === "resource" ? (
        <Suspense fallback={<div className="body" aria-busy="true" />}>
          <ResourceTab identifier={entity.identifier} />
        </Suspense>
      ) : null}
      {tab === "overview" ? <Overview blueprint={blueprint} entity={entity} fields={fields} related={related.data} /> : null}
      {tab === "related" ? <RelatedTab blueprint={blueprint} entity={entity} related={related.data} error={related.error} onRetry={() => void related.refetch()} /> : null}
      {tab === "runs" ? <EntityRuns blueprint={blueprint.identifier} entity={entity.identifier} /> : null}
      {tab === "audit" ? <EntityAudit blueprint={blueprint.identifier} entity={entity.identifier} /> : null}
      {tab === "readme" ? <Readme entity={entity} fields={readmes} onEdit={rights.edit(entity) ? () => edit(true) : null} /> : null}
      {search.edit && rights.edit(entity) ? (
        <EntityDrawer
          blueprint={blueprint}
          rights={rights}
          entity={entity}
          onClose={() => edit(false)}
          onSaved={(saved) => {
            void client.invalidateQueries({ queryKey: ["related"] });
            void client.invalidateQueries({ queryKey: ["audit"] });
            if (saved.identifier === entity.identifier) edit(false);
            else void navigate({ to: "/catalog/$blueprint/$entity", params: { blueprint: blueprint.identifier, entity: saved.identifier } });
          }}
        />
      ) : null}
      {deleting ? (
        <DeleteDialog
          blueprint={blueprint.identifier}
          identifiers={[entity.identifier]}
          title={titleOf(entity)}
          onClose={() => setDeleting(false)}
          onDone={() => void navigate({ to: "/catalog/$blueprint", params: { blueprint: blueprint.identifier } })}
        />
      ) : null}
    </>
  );
}

export function EntityPage() {
  const { t } = useTranslation();
  const params = useParams({ from: "/inside/catalog/$blueprint/$entity" });
  const { blueprint, isPending, error, retry } = useBlueprint(params.blueprint);
  const entity = useQuery(entityQuery(params.blueprint, params.entity));
  if (entity.error instanceof ApiError && entity.error.status === 404) {
    return (
      <EmptyState
        alone
        icon={<IconFileOff size={20} stroke={1.5} />}
        title={t("entity.gone", { identifier: params.entity })}
        why={t("entity.goneWhy")}
        action={
          <Button component={Link} to={`/catalog/${encodeURIComponent(params.blueprint)}`} variant="filled">
            {t("entity.openTable")}
          </Button>
        }
      />
    );
  }
  if (entity.error) return <ErrorState alone error={entity.error} onRetry={() => void entity.refetch()} />;
  if (error) return <ErrorState alone error={error} onRetry={retry} />;
  if (isPending || entity.isPending) {
    return (
      <div className="head" aria-busy="true">
        <Skeleton height={40} width={40} />
        <div style={{ display: "grid", gap: 8 }}>
          <Skeleton height={24} width={200} />
          <Skeleton height={14} width={320} />
        </div>
      </div>
    );
  }
  if (!blueprint) return <NoBlueprint identifier={params.blueprint} />;
  return <EntityView key={`${params.blueprint}/${params.entity}`} blueprint={blueprint} entity={entity.data} />;
}
