import { Button } from "@mantine/core";
import { IconArchive, IconRestore } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listDumps } from "@/api/resources";
import { Ago } from "@/components/Ago";
import { EmptyState } from "@/components/EmptyState";
import { ListPage } from "@/components/ListPage";
import { MoreButton } from "@/components/MoreButton";
import { TeamMark } from "@/components/TeamMark";
import { useTypes } from "@/components/resource/useTypes";
import { bytes } from "@/lib/amounts";

/** What was deleted and left a final dump, until that ends. */
export function DeletedPage() {
  const { t } = useTranslation();
  const types = useTypes();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["dumps"],
    queryFn: ({ pageParam, signal }) => listDumps(pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const columns = [t("resources.resource"), t("resources.team"), t("resources.environment"), t("deleted.size"), t("deleted.at"), t("deleted.until"), t("common.actions")];
  return (
    <ListPage
      title={t("deleted.title")}
      lead={t("deleted.lead")}
      action={null}
      items={data?.pages.flatMap((page) => page.dumps)}
      error={error}
      onRetry={() => void refetch()}
      columns={columns}
      keyOf={(dump) => dump.id}
      empty={<EmptyState icon={<IconArchive size={20} stroke={1.5} />} title={t("deleted.none")} why={t("deleted.noneWhy")} />}
      foot={<MoreButton shown={hasNextPage} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} />}
      row={(dump) => (
        <>
          <td>
            <span className="strong">{dump.name}</span>
            <p className="small quiet">{types.find((one) => one.identifier === dump.type)?.title ?? dump.type}</p>
          </td>
          <td data-label={columns[1]}>
            <span className="row" style={{ gap: 6 }}>
              <TeamMark name={dump.team} />
              {dump.team}
            </span>
          </td>
          <td data-label={columns[2]} className="muted">
            {dump.environment}
          </td>
          <td data-label={columns[3]} className="muted">
            {bytes(dump.bytes)}
          </td>
          <td data-label={columns[4]} className="muted">
            <Ago at={dump.takenAt} />
          </td>
          <td data-label={columns[5]} className="muted">
            <Ago at={dump.expiresAt} />
          </td>
          <td style={{ textAlign: "right" }}>
            <Button
              size="xs"
              leftSection={<IconRestore size={14} stroke={1.5} />}
              aria-label={t("deleted.restoreNamed", { name: dump.resource })}
              renderRoot={(props) => <Link {...props} to="/self-service/$action" params={{ action: "restore_resource" }} search={{ set: { dump: dump.id, name: dump.name, environment: dump.environment } }} />}
            >
              {t("deleted.restore")}
            </Button>
          </td>
        </>
      )}
    />
  );
}
