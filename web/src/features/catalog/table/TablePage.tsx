import { Button, Skeleton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { NoBlueprint } from "@/components/NoBlueprint";
import { ErrorState } from "@/components/ErrorState";
import { useBlueprint } from "@/lib/blueprints";
import { TableView } from "./TableView";

/** The catalog table of one blueprint. */
export function TablePage() {
  const { t } = useTranslation();
  const params = useParams({ from: "/inside/catalog/$blueprint" });
  const { blueprint, isPending, error, retry } = useBlueprint(params.blueprint);
  if (error) return <ErrorState alone error={error} onRetry={retry} />;
  if (isPending) {
    return (
      <div className="head" aria-busy="true" aria-label={t("common.loading")}>
        <div style={{ display: "grid", gap: 8 }}>
          <Skeleton height={24} width={160} />
          <Skeleton height={14} width={360} />
        </div>
        <div className="row push">
          <Button leftSection={<IconPlus size={16} stroke={1.5} />} disabled>
            {t("common.loading")}
          </Button>
        </div>
      </div>
    );
  }
  if (!blueprint) return <NoBlueprint identifier={params.blueprint} />;
  return <TableView key={blueprint.identifier} blueprint={blueprint} />;
}
