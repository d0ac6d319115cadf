import { Button } from "@mantine/core";
import { IconPlus, IconSitemap } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listWorkflows } from "@/api/workflows";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { MoreButton } from "@/components/MoreButton";
import { useNodeType } from "@/components/useNodeType";
import { titleOf } from "@/lib/blueprints";

/** Several steps in an order. */
export function WorkflowsPage() {
  const { t } = useTranslation();
  const { nameOf } = useNodeType();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["workflows"],
    queryFn: ({ pageParam }) => listWorkflows(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const columns = [t("workflows.workflow"), t("workflows.begins"), t("workflows.steps"), t("policy.changed")];
  const make = (
    <Button component={Link} to="/builder/workflows/new" variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />}>
      {t("workflows.make")}
    </Button>
  );
  return (
    <ListPage
      title={t("builder.sections.workflows")}
      lead={t("workflows.lead")}
      action={make}
      items={data?.pages.flatMap((page) => page.workflows)}
      error={error}
      onRetry={() => void refetch()}
      columns={columns}
      keyOf={(workflow) => workflow.identifier}
      empty={<EmptyState icon={<IconSitemap size={20} stroke={1.5} />} title={t("workflows.none")} why={t("workflows.noneWhy")} action={make} />}
      foot={<MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />}
      row={(workflow) => {
        const triggers = workflow.nodes.filter((node) => node.config.type.endsWith("_TRIGGER"));
        return (
          <>
            <td>
              <Link to="/builder/workflows/$workflow" params={{ workflow: workflow.identifier }} className="strong">
                {titleOf(workflow)}
              </Link>
              <p className="small quiet">
                <code>{workflow.identifier}</code> · {t("policy.version", { version: workflow.version })}
              </p>
            </td>
            <td data-label={columns[1]} className="muted">
              {triggers.map((node) => nameOf(node.config.type)).join(", ")}
            </td>
            <td data-label={columns[2]}>{workflow.nodes.length - triggers.length}</td>
            <td data-label={columns[3]} className="muted" style={{ textAlign: "right" }}>
              <Ago at={workflow.updatedAt} />
            </td>
          </>
        );
      }}
    />
  );
}
