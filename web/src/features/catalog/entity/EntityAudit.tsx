import { Button, Skeleton } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readAudit } from "@/api/audit";
import { AuditEntry } from "@/components/AuditEntry";
import { Diff } from "@/components/Diff";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";

/** What happened to one entity, newest first, each change with both sides. */
export function EntityAudit({ blueprint, entity }: { blueprint: string; entity: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  const audit = useInfiniteQuery({
    queryKey: ["audit", blueprint, entity],
    queryFn: ({ pageParam }) => readAudit({ blueprint, entity, resources: "entity" }, pageParam, 30),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  if (audit.error) return <ErrorState error={audit.error} onRetry={() => void audit.refetch()} />;
  const all = audit.data?.pages.flatMap((page) => page.audits) ?? [];
  if (!audit.isPending && all.length === 0) {
    return <EmptyState icon={<IconListCheck size={20} stroke={1.5} />} title={t("audit.noneHere")} why={t("audit.noneHereWhy")} />;
  }
  return (
    <div className="body">
      <section className="card">
        <div className="in">
          {audit.isPending ? (
            <div style={{ display: "grid", gap: 16 }} aria-busy="true">
              {[1, 2, 3, 4].map((one) => (
                <Skeleton key={one} height={20} />
              ))}
            </div>
          ) : (
            <ol className="line">
              {all.map((one, index) => {
                const shown = open === null ? index === 0 : open === one.identifier;
                return (
                  <AuditEntry key={one.identifier} audit={one} open={shown} onToggle={() => setOpen(shown ? "" : one.identifier)}>
                    <Diff before={one.diff?.before} after={one.diff?.after} />
                  </AuditEntry>
                );
              })}
            </ol>
          )}
        </div>
      </section>
      {audit.hasNextPage ? (
        <div>
          <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {t("audit.older")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
