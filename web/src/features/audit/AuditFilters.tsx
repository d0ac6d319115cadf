import { Select, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listUsers } from "@/api/access";
import type { Audit } from "@/api/types";
import { auditActor } from "@/components/AuditEntry";
import { blueprintsQuery, titleOf } from "@/lib/blueprints";
import { fromLocalInput, toLocalInput } from "@/lib/localTime";
import type { AuditSearch } from "@/lib/search";
import { useIsAdmin } from "@/lib/session";
import { rangeNames } from "./period";

const actions = ["CREATE", "UPDATE", "DELETE"] as const;
const resources = ["entity", "blueprint", "page", "user", "team", "credential", "secret", "organization", "action", "policy-rule", "run"] as const;

type Props = { search: AuditSearch; /** What is shown, for values worth offering. */ shown: Audit[]; onChange: (change: Partial<AuditSearch>) => void };

const distinct = (values: (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined && value !== ""))] as string[];

export function AuditFilters({ search, shown, onChange }: Props) {
  const { t } = useTranslation();
  const admin = useIsAdmin();
  const { data: blueprints = [] } = useQuery(blueprintsQuery);
  const { data: users = [] } = useQuery({ queryKey: ["users"], queryFn: listUsers, enabled: admin, staleTime: 60_000 });
  const people = distinct([...users.map((user) => user.email), ...shown.map(auditActor), search.user]);
  const origins = distinct(["UI", "API", ...shown.map((one) => one.trigger.origin), search.origin]);
  const pick = (label: string, key: keyof AuditSearch, data: (string | { value: string; label: string })[], width = 144) => (
    <Select size="xs" clearable searchable={data.length > 8} w={width} aria-label={label} placeholder={label} data={data} value={search[key] ?? null} onChange={(value) => onChange({ [key]: value ?? undefined })} />
  );
  const instant = (label: string, key: "since" | "until") => (
    <TextInput size="xs" type="datetime-local" aria-label={label} value={toLocalInput(search[key])} onChange={(event) => onChange({ [key]: fromLocalInput(event.currentTarget.value) ?? undefined })} />
  );
  return (
    <div className="toolbar" style={{ borderTop: "1px solid var(--line)" }}>
      {pick(t("audit.resource"), "resource", resources.map((value) => ({ value, label: t(`audit.resources.${value}`) })))}
      {pick(t("audit.blueprint"), "blueprint", blueprints.map((one) => ({ value: one.identifier, label: titleOf(one) })))}
      {pick(t("audit.action"), "action", actions.map((value) => ({ value, label: t(`audit.actions.${value}`) })))}
      {pick(t("audit.user"), "user", people, 184)}
      {pick(t("audit.origin"), "origin", origins)}
      {pick(t("audit.range"), "range", rangeNames.map((value) => ({ value, label: t(`audit.ranges.${value}`) })))}
      {search.range === "custom" ? (
        <>
          {instant(t("audit.since"), "since")}
          {instant(t("audit.until"), "until")}
        </>
      ) : null}
      {search.run ? (
        <button type="button" className="chip" onClick={() => onChange({ run: undefined })} aria-label={t("common.removeNamed", { name: search.run })}>
          <b>{search.run}</b>
          <IconX size={14} stroke={1.5} />
        </button>
      ) : null}
      {search.entity ? (
        <button type="button" className="chip" onClick={() => onChange({ entity: undefined })} aria-label={t("common.removeNamed", { name: search.entity })}>
          <b>{search.entity}</b>
          <IconX size={14} stroke={1.5} />
        </button>
      ) : null}
    </div>
  );
}
