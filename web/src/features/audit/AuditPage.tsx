import { Button, Drawer, Select, Skeleton } from "@mantine/core";
import { IconListCheck, IconX } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listUsers } from "@/api/access";
import { readAudit } from "@/api/audit";
import type { Audit } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { PageHead } from "@/components/PageHead";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";
import type { AuditSearch } from "@/lib/search";
import { useIsAdmin } from "@/lib/session";
import { AuditDetail } from "./AuditDetail";
import { AuditTable } from "./AuditTable";

const actions = ["CREATE", "UPDATE", "DELETE"] as const;
const resources = ["entity", "blueprint", "page", "user", "team", "credential", "secret", "organization"] as const;
const ranges = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000, "30d": 2_592_000_000 } as const;
const rangeNames = Object.keys(ranges) as (keyof typeof ranges)[];

/** An hour ago, to the minute, so that the same question has the same key for a while. */
function since(range: string | undefined): string | undefined {
  const span = ranges[range as keyof typeof ranges];
  return span ? new Date(Math.floor((Date.now() - span) / 60_000) * 60_000).toISOString() : undefined;
}

export function AuditPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/inside/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const admin = useIsAdmin();
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers, enabled: admin, staleTime: 60_000 });
  const filter = { blueprint: search.blueprint, entity: search.entity, action: search.action, resources: search.resource, user: search.user, since: since(search.range) };
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
  const emails = [...new Set([...users.map((user) => user.email), ...(search.user ? [search.user] : [])])];
  const select = { size: "xs" as const, clearable: true, w: 160 };

  return (
    <div className="stretch">
      <PageHead title={t("nav.audit")} lead={t("audit.lead")} />
      <div className="toolbar" style={{ borderTop: "1px solid var(--line)" }}>
        <Select {...select} aria-label={t("audit.resource")} placeholder={t("audit.resource")} data={resources.map((value) => ({ value, label: t(`audit.resources.${value}`) }))} value={search.resource ?? null} onChange={(value) => set({ resource: value ?? undefined })} />
        <Select {...select} aria-label={t("audit.blueprint")} placeholder={t("audit.blueprint")} searchable data={blueprints.map((one) => ({ value: one.identifier, label: titleOf(one) }))} value={search.blueprint ?? null} onChange={(value) => set({ blueprint: value ?? undefined })} />
        <Select {...select} aria-label={t("audit.action")} placeholder={t("audit.action")} data={actions.map((value) => ({ value, label: t(`audit.actions.${value}`) }))} value={search.action ?? null} onChange={(value) => set({ action: value ?? undefined })} />
        {admin ? <Select {...select} w={200} aria-label={t("audit.user")} placeholder={t("audit.user")} searchable data={emails} value={search.user ?? null} onChange={(value) => set({ user: value ?? undefined })} /> : null}
        <Select {...select} aria-label={t("audit.range")} placeholder={t("audit.range")} data={rangeNames.map((value) => ({ value, label: t(`audit.ranges.${value}`) }))} value={search.range ?? null} onChange={(value) => set({ range: value ?? undefined })} />
        {search.entity ? (
          <button type="button" className="chip" onClick={() => set({ entity: undefined })} aria-label={t("common.removeNamed", { name: search.entity })}>
            <b>{search.entity}</b>
            <IconX size={14} stroke={1.5} />
          </button>
        ) : null}
      </div>
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
