import { Button } from "@mantine/core";
import { IconPlus, IconTopologyStar3 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { CreateBlueprint } from "@/components/CreateBlueprint";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { blueprintsQuery, countsQuery, isSystem } from "@/lib/blueprints";

const ModelCanvas = lazy(() => import("./ModelCanvas").then((module) => ({ default: module.ModelCanvas })));

/** The data model: every blueprint, and the relations between them. */
export function ModelPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/builder" });
  const { create } = useSearch({ from: "/inside/builder/" });
  const { data: blueprints, error, refetch } = useQuery(blueprintsQuery);
  const { data: counts } = useQuery(countsQuery);
  const own = blueprints?.filter((one) => !isSystem(one));
  const ask = (on: boolean) => void navigate({ to: "/builder", search: { create: on ? true : undefined } });
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => ask(true)}>
      {t("model.create")}
    </Button>
  );
  return (
    <div className="stretch">
      <PageHead
        title={t("builder.sections.model")}
        lead={t("model.lead")}
        lined
        actions={
          <>
            <Button component={Link} to="/builder/import">
              {t("model.import")}
            </Button>
            {add}
          </>
        }
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!blueprints && !error ? <PageBones /> : null}
      {own && own.length === 0 ? <EmptyState icon={<IconTopologyStar3 size={20} stroke={1.5} />} title={t("model.empty")} why={t("model.emptyWhy")} action={add} /> : null}
      {blueprints && own && own.length > 0 ? (
        <Suspense fallback={<div className="stretch" aria-busy="true" />}>
          <ModelCanvas blueprints={blueprints} counts={counts ?? {}} />
        </Suspense>
      ) : null}
      {create ? (
        <CreateBlueprint
          onClose={() => ask(false)}
          onCreated={(blueprint) => void navigate({ to: "/builder/blueprints/$blueprint", params: { blueprint } })}
        />
      ) : null}
    </div>
  );
}
