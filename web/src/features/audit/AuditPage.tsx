import { Button, Drawer, Skeleton } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readAudit } from "@/api/audit";
import type { Audit } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { LiveMark } from "@/components/LiveMark";
import { PageHead } from "@/components/PageHead";
import { blueprintsQuery } from "@/lib/blueprints";
import type { AuditSearch } from "@/lib/search";
import { AuditDetail } from "./AuditDetail";
import { AuditFilters } from "./AuditFilters";
import { AuditTable } from "./AuditTable";
import { periodOf } from "./period";
import { useNewChanges } from "./useNewChanges";

export function AuditPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/inside/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const filter = { blueprint: search.blueprint, entity: search.entity, action: search.action, resources: search.resource, user: search.user, origin: search.origin, run_id: search.run, ...periodOf(search) };
  const audit = useInfiniteQuery({
    queryKey: ["audit", "all", filter],
    queryFn: ({ pageParam }) => readAudit(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const all = audit.data?.pages.flatMap((page) => page.audits) ?? [];
  const opened = all.find((one) => one.identifier === search.open);
  const set = (change: Partial<AuditSearch>) => void navigate({ search: (before: AuditSearch) => ({ ...before, open: undefined, ...change }) });
  const open = (one: Audit | undefined) => void navigate({ search: (before: AuditSearch) => ({ ...before, open: one?.identifier }), replace: one === undefined });
  const filtered = Object.values({ ...filter }).some((value) => value !== undefined);
  const live = useNewChanges(search);
  const show = () => {
    live.settle();
    void audit.refetch();
  };

  return (
    <div className="stretch">
      <PageHead title={t("nav.audit")} lead={t("audit.lead")} mark={<LiveMark live={live} onShow={show} />} />
      <AuditFilters search={search} shown={all} onChange={set} />
      {audit.error ? <ErrorState error={audit.error} onRetry={() => void audit.refetch()} /> : null}
      {audit.isPending ? (
        <div style={{ padding: 24, display: "grid", gap: 20 }} aria-busy="true">
          {Array.from({ length: 10 }, (_, one) => (
            <Skeleton key={one} height={14} />
          ))}
        </div>
      ) : null}
      {audit.isSuccess && all.length === 0 ? (
        <EmptyState
          icon={<IconListCheck size={20} stroke={1.5} />}
          title={t(filtered ? "audit.noMatch" : "audit.none")}
          why={t(filtered ? "audit.noMatchWhy" : "audit.noneWhy")}
          action={
            filtered ? (
              <Button onClick={() => void navigate({ search: {} })}>{t("table.clearFilters")}</Button>
            ) : undefined
          }
        />
      ) : null}
      {all.length > 0 ? (
        <>
          <AuditTable audits={all} blueprints={blueprints} onOpen={open} />
          <div className="row" style={{ padding: "12px 24px" }}>
            <span className="muted">{t("audit.shown", { count: all.length })}</span>
            {audit.hasNextPage ? (
              <Button size="xs" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
                {t("audit.older")}
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
      <Drawer opened={opened !== undefined} onClose={() => open(undefined)} size={760} title={t("audit.change")} closeButtonProps={{ "aria-label": t("common.close") }}>
        {opened ? <AuditDetail audit={opened} blueprints={blueprints} /> : null}
      </Drawer>
    </div>
  );
}
