import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { QueryKey } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Ago } from "@/components/Ago";
import { Diff } from "@/components/Diff";
import { ErrorNote } from "@/components/ErrorState";

/** @param reason why it was changed, where that is asked for */
export type Version = { version: number; definition: unknown; author: string; at: string; reason?: string };

/** What a version changed: since the one before it, or since any other. */
function Comparison({ version, versions }: { version: Version; versions: Version[] }) {
  const { t } = useTranslation();
  const others = versions.filter((one) => one !== version);
  const [against, setAgainst] = useState<number | undefined>(() => versions[versions.indexOf(version) + 1]?.version);
  const before = others.find((one) => one.version === against);
  const named = (one: Version) => t("policy.version", { version: one.version });
  return (
    <div className="stack" style={{ gap: 8, paddingTop: 8 }}>
      {others.length > 1 ? (
        <Select size="xs" label={t("versions.against")} allowDeselect={false} maw={240} data={others.map((one) => ({ value: String(one.version), label: named(one) }))} value={against === undefined ? null : String(against)} onChange={(next) => setAgainst(Number(next))} />
      ) : null}
      <Diff before={before?.definition ?? null} after={version.definition} {...(before ? { beforeTitle: named(before), afterTitle: named(version) } : {})} />
    </div>
  );
}

/** Every version of something, with who wrote it, why, and what it changed; newest first. */
export function VersionsCard({ of, read }: { of: QueryKey; read: () => Promise<Version[]> }) {
  const { t } = useTranslation();
  const { data: versions = [], error, refetch } = useQuery({ queryKey: of, queryFn: read });
  const [open, setOpen] = useState<number | null>(null);
  return (
    <section className="card" aria-label={t("policy.versions")}>
      <header>
        <h2>{t("policy.versions")}</h2>
        <span className="tally">{versions.length > 0 ? versions.length : null}</span>
      </header>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      <ul className="list">
        {versions.map((version) => (
          <li key={version.version}>
            <div className="row">
              <button type="button" className="link-button strong" aria-expanded={open === version.version} onClick={() => setOpen(open === version.version ? null : version.version)}>
                {t("policy.version", { version: version.version })}
              </button>
              <span className="small quiet cut">{version.author}</span>
              <span className="push small quiet nowrap">
                <Ago at={version.at} />
              </span>
            </div>
            {version.reason ? <p>{version.reason}</p> : null}
            {open === version.version ? <Comparison version={version} versions={versions} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
