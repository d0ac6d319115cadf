import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listImports } from "@/api/imports";
import { Ago } from "@/components/Ago";
import { ErrorNote } from "@/components/ErrorState";
import { importTones } from "@/components/ImportProgress";
import { formatNumber } from "@/lib/time";

export function ImportHistory() {
  const { t } = useTranslation();
  const { data: imports = [], error, refetch } = useQuery({ queryKey: ["imports"], queryFn: listImports });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (imports.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>{t("import.history")}</h2>
      </header>
      <div className="scroll">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t("common.name")}</th>
              <th scope="col">{t("audit.status")}</th>
              <th scope="col" className="num">
                {t("import.done")}
              </th>
              <th scope="col" className="num">
                {t("import.changes.refused")}
              </th>
              <th scope="col">{t("audit.when")}</th>
            </tr>
          </thead>
          <tbody>
            {imports.map((job) => (
              <tr key={job.id}>
                <td>
                  <Link to="/builder/import" search={{ job: job.id }} className="link strong">
                    {job.name ?? job.id}
                  </Link>
                </td>
                <td>
                  <span className={`badge ${importTones[job.status]}`}>{t(`import.status.${job.status}`)}</span>
                </td>
                <td className="num">
                  {formatNumber(job.processed)} / {formatNumber(job.total)}
                </td>
                <td className="num">{formatNumber(job.refused)}</td>
                <td>
                  <Ago at={job.startedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
