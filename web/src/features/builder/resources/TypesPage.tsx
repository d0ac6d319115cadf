import { Button } from "@mantine/core";
import { IconPlus, IconShape } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTypes, removeType } from "@/api/resources";
import type { ResourceType } from "@/api/resources";
import { Ago } from "@/components/Ago";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { RowActions } from "@/components/RowActions";

const key = ["resource-types"];

/** The kinds of resources that can be asked for. */
export function TypesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: types, error, refetch } = useQuery({ queryKey: key, queryFn: listTypes });
  const [removing, setRemoving] = useState<ResourceType | null>(null);
  const add = (
    <Button component={Link} to="/builder/resources/types/new" variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />}>
      {t("types.write")}
    </Button>
  );
  return (
    <>
      <ListPage
        title={t("types.title")}
        lead={t("types.lead")}
        action={add}
        items={types}
        error={error}
        onRetry={() => void refetch()}
        keyOf={(type) => type.identifier}
        columns={[t("types.type"), t("types.kind"), t("types.changed"), t("common.actions")]}
        empty={<EmptyState icon={<IconShape size={20} stroke={1.5} />} title={t("types.none")} why={t("types.lead")} action={add} />}
        row={(type) => (
          <>
            <td>
              <Link className="link strong" to="/builder/resources/types/$type" params={{ type: type.identifier }}>
                {type.title}
              </Link>
              {type["offered"] === false ? <span className="badge" style={{ marginLeft: 8 }}>{t("types.hidden")}</span> : null}
              <div className="small quiet">{type.description}</div>
            </td>
            <td data-label={t("types.kind")}>
              <code>{type.kind}</code>
            </td>
            <td data-label={t("types.changed")} className="muted">
              {type.shipped ? (
                <span className="nowrap">{t("types.shipped")}</span>
              ) : (
                <span>
                  {type.updatedBy}, <Ago at={type.updatedAt} />
                </span>
              )}
            </td>
            <RowActions name={type.title} onRemove={() => setRemoving(type)} />
          </>
        )}
      />
      {removing ? (
        <ConfirmDialog
          title={t("types.remove", { title: removing.title })}
          action={t("common.removeNamed", { name: removing.title })}
          onConfirm={async () => {
            await removeType(removing.identifier);
            await client.invalidateQueries({ queryKey: key });
          }}
          onClose={() => setRemoving(null)}
        >
          <p>{t("types.removeWhy")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
