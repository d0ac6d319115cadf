import { Button, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { cancelImport, readImport } from "@/api/imports";
import type { ImportJob } from "@/api/types";
import { ErrorNote } from "@/components/ErrorState";
import { formatNumber } from "@/lib/time";

export const importTones: Record<ImportJob["status"], string> = { PENDING: "info", RUNNING: "info", COMPLETED: "good", CANCELLED: "warn", FAILED: "bad" };

const running = (job: ImportJob | undefined) => job === undefined || job.status === "PENDING" || job.status === "RUNNING";

/** How far an import is, with numbers, until it ends. */
export function ImportProgress({ id, onDone }: { id: string; onDone?: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: job, error, refetch } = useQuery({
    queryKey: ["import", id],
    queryFn: () => readImport(id),
    refetchInterval: (query) => (running(query.state.data) ? 400 : false),
  });
  const cancel = useMutation({ mutationFn: () => cancelImport(id), onSuccess: () => client.invalidateQueries({ queryKey: ["import", id] }) });
  const ended = job !== undefined && !running(job);
  useEffect(() => {
    if (!ended) return;
    for (const key of ["imports", "counts", "rows", "entity"]) void client.invalidateQueries({ queryKey: [key] });
    onDone?.();
  }, [ended, client, onDone]);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!job) return <Progress value={0} aria-label={t("import.progress")} />;
  const part = job.total > 0 ? (job.processed / job.total) * 100 : ended ? 100 : 0;
  return (
    <section className="card" role="status">
      <header>
        <h2>{job.name ?? t("import.title")}</h2>
        <span className={`badge ${importTones[job.status]}`}>{t(`import.status.${job.status}`)}</span>
        {ended ? (
          <Button component={Link} to="/catalog" size="xs" className="push" variant="filled">
            {t("catalog.openCatalog")}
          </Button>
        ) : (
          <Button size="xs" className="push" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t("common.cancel")}
          </Button>
        )}
      </header>
      <div className="in" style={{ display: "grid", gap: 8 }}>
        <Progress value={part} aria-label={t("import.progress")} size={8} radius={2} />
        <p className="muted">
          {t("import.numbers", {
            processed: formatNumber(job.processed),
            total: formatNumber(job.total),
            created: formatNumber(job.created),
            updated: formatNumber(job.updated),
            unchanged: formatNumber(job.unchanged),
            refused: formatNumber(job.refused),
          })}
        </p>
        {job.errors && job.errors.length > 0 ? (
          <details open={ended}>
            <summary>{t("import.why", { count: job.errors.length })}</summary>
            <ul className="scroll" style={{ maxHeight: 240 }} tabIndex={0} aria-label={t("import.refusedItems")}>
              {job.errors.slice(0, 200).map((one, at) => (
                <li key={at} className="small">
                  <span className="quiet">{one.blueprint}</span> <code>{one.identifier}</code> {one.message}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </section>
  );
}
