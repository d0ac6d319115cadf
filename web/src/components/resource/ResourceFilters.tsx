import { SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sumResources } from "@/api/resources";
import type { ResourceFilter } from "@/api/resources";
import { money } from "@/lib/amounts";
import { formatNumber } from "@/lib/time";
import type { ResourcesSearch, ResourcesShow } from "@/lib/search";
import { useTypes } from "./useTypes";
import classes from "./Resource.module.css";

export const environments = ["development", "staging", "production"];

const shown: Record<ResourcesShow, ResourceFilter> = {
  complaining: { complaining: true },
  drifted: { drifted: true },
  expiring: { expiring: true },
  oversized: { oversized: true },
  unowned: { unowned: true },
};

/** What the API is asked for by an address. */
export function filterOf({ show, ...rest }: ResourcesSearch): ResourceFilter {
  return { ...rest, ...(show ? shown[show] : {}) };
}

/** How many a filter admits, and what they cost together. */
export function ResourceSums({ filter }: { filter: ResourceFilter }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["resources", "sums", filter], queryFn: () => sumResources(filter) });
  if (!data) return <p className="small">&nbsp;</p>;
  const count = data.reduce((all, one) => all + one.count, 0);
  const costs = data.flatMap(({ currency, monthly }) => (currency !== null && monthly !== null ? [money(monthly, currency)] : []));
  return (
    <p className="small quiet" role="status">
      {t("resources.count", { count, number: formatNumber(count) })}
      {costs.length > 0 ? ` · ${t("resources.aMonth", { amount: costs.join(" + ") })}` : null}
    </p>
  );
}

type ChoiceProps = { label: string; all: string; value: string | undefined; data: { value: string; label: string }[]; onChange: (value: string | undefined) => void };

function Choice({ label, all, value, data, onChange }: ChoiceProps) {
  const known = value === undefined || data.some((one) => one.value === value) ? data : [...data, { value, label: value }];
  return <Select className={classes["choice"] ?? ""} aria-label={label} placeholder={all} data={known} value={value ?? null} clearable searchable={data.length > 8} onChange={(next) => onChange(next ?? undefined)} />;
}

type Props = {
  search: ResourcesSearch;
  shows: readonly ResourcesShow[];
  teams: string[];
  servers?: { value: string; label: string }[];
  onChange: (search: ResourcesSearch) => void;
};

/** Which resources a list shows; its address says so too. */
export function ResourceFilters({ search, shows, teams, servers, onChange }: Props) {
  const { t } = useTranslation();
  const types = useTypes();
  const set = (part: Partial<ResourcesSearch>) => onChange({ ...search, ...part });
  return (
    <div className="toolbar">
      <div className={classes["shows"]}>
        <SegmentedControl
          role="radiogroup"
          aria-label={t("resources.show")}
          value={search.show ?? "all"}
          onChange={(next) => set({ show: next === "all" ? undefined : (next as ResourcesShow) })}
          data={[{ value: "all", label: t("resources.shows.all") }, ...shows.map((one) => ({ value: one, label: t(`resources.shows.${one}`) }))]}
        />
      </div>
      {teams.length > 1 ? <Choice label={t("resources.team")} all={t("resources.anyTeam")} value={search.team} data={teams.map((one) => ({ value: one, label: one }))} onChange={(team) => set({ team })} /> : null}
      <Choice label={t("resources.type")} all={t("resources.anyType")} value={search.type} data={types.map((one) => ({ value: one.identifier, label: one.title }))} onChange={(type) => set({ type })} />
      <Choice label={t("resources.environment")} all={t("resources.anyEnvironment")} value={search.environment} data={environments.map((one) => ({ value: one, label: one }))} onChange={(environment) => set({ environment })} />
      {servers ? <Choice label={t("resources.server")} all={t("resources.anyServer")} value={search.server} data={servers} onChange={(server) => set({ server })} /> : null}
    </div>
  );
}
