import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readWorkflowVersions } from "@/api/workflows";
import { Ago } from "@/components/Ago";
import { Diff } from "@/components/Diff";
import { ErrorNote } from "@/components/ErrorState";

/** Every version of a workflow, with who made it and what it changed. */
export function WorkflowVersions({ workflow }: { workflow: string }) {
  const { t } = useTranslation();
  const { data: versions = [], error, refetch } = useQuery({ queryKey: ["workflow-versions", workflow], queryFn: () => readWorkflowVersions(workflow) });
  const [open, setOpen] = useState<number | null>(null);
  return (
    <section className="card">
      <header>
        <h2>{t("policy.versions")}</h2>
      </header>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      <ul className="list">
        {versions.map((version, at) => (
          <li key={version.version}>
            <div className="row">
              <button type="button" className="link-button strong" aria-expanded={open === version.version} onClick={() => setOpen(open === version.version ? null : version.version)}>
                {t("policy.version", { version: version.version })}
              </button>
              <span className="small quiet">{version.author}</span>
              <span className="push small quiet">
                <Ago at={version.at} />
              </span>
            </div>
            {open === version.version ? <Diff before={versions[at + 1]?.definition ?? null} after={version.definition} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
