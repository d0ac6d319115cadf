import { Button } from "@mantine/core";
import { IconBolt, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listActions } from "@/api/selfservice";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { useNodeType } from "@/components/useNodeType";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";

/** What people may ask for, and what follows from events. */
export function ActionsPage() {
  const { t } = useTranslation();
  const { data: actions, error, refetch } = useQuery({ queryKey: ["actions"], queryFn: listActions });
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const { nameOf } = useNodeType();
  const columns = [t("actions.action"), t("actions.about"), t("actions.does"), t("policy.changed")];
  const make = (
    <Button component={Link} to="/builder/actions/new" variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />}>
      {t("actions.make")}
    </Button>
  );
  return (
    <ListPage
      title={t("builder.sections.actions")}
      lead={t("actions.lead")}
      action={make}
      items={actions}
      error={error}
      onRetry={() => void refetch()}
      columns={columns}
      keyOf={(action) => action.identifier}
      empty={<EmptyState icon={<IconBolt size={20} stroke={1.5} />} title={t("actions.none")} why={t("actions.noneWhy")} action={make} />}
      row={(action) => {
        const blueprint = blueprints.find((one) => one.identifier === action.trigger.blueprintIdentifier);
        return (
          <>
            <td>
              <Link to="/builder/actions/$action" params={{ action: action.identifier }} className="strong">
                {titleOf(action)}
              </Link>
              <p className="small quiet">
                <code>{action.identifier}</code>
                {action.publish === false ? ` · ${t("actions.hidden")}` : null}
              </p>
            </td>
            <td data-label={columns[1]} className="muted">
              {action.trigger.type === "automation" ? t("actions.automation") : `${t(`selfService.operation.${action.trigger.operation ?? "CREATE"}`)}${blueprint ? ` · ${titleOf(blueprint)}` : ""}`}
            </td>
            <td data-label={columns[2]} className="muted">
              {nameOf(action.invocationMethod.type)}
            </td>
            <td data-label={columns[3]} className="muted" style={{ textAlign: "right" }}>
              <Ago at={action.updatedAt} />
            </td>
          </>
        );
      }}
    />
  );
}
