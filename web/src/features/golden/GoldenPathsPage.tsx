import { Button, Select } from "@mantine/core";
import { IconFilterOff, IconGitBranch, IconRoute } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listTeams } from "@/api/access";
import { listUses, readAdoption, useStates } from "@/api/goldenPaths";
import type { GoldenPathUse, UseState } from "@/api/goldenPaths";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoreButton } from "@/components/MoreButton";
import { PageHead } from "@/components/PageHead";
import { PlainTable } from "@/components/PlainTable";
import { UseMark } from "@/components/UseMark";
import { AdoptionCard } from "./AdoptionCard";
import { PipelinesCard } from "./PipelinesCard";
import classes from "./Golden.module.css";
import { RepositoryLink, RequestLink } from "./links";

function Row({ use, labels }: { use: GoldenPathUse; labels: string[] }) {
  const { t } = useTranslation();
  const isLate = use.newest !== null && use.newest !== use.version;
  return (
    <>
      <td>
        <RepositoryLink one={use} />
      </td>
      <td data-label={labels[1]}>{use.template ?? <span className="quiet">–</span>}</td>
      <td data-label={labels[2]} className="nowrap">
        <code>{[use.version ?? "–", ...(isLate ? [use.newest] : [])].join(" → ")}</code>
      </td>
      <td data-label={labels[3]}>
        <UseMark state={use.state} />
        {use.reason ? (
          <div className="small quiet gist" title={use.reason}>
            {use.reason}
          </div>
        ) : null}
      </td>
      <td data-label={labels[4]}>
        <RequestLink one={use} label={t("goldenPaths.updateOf", { repository: `${use.owner}/${use.name}`, number: use.changeRequest })} />
      </td>
    </>
  );
}

/** The templates of the platform team, who builds by them, and who is behind. */
export function GoldenPathsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/inside/golden-paths" });
  const { pipeline, ...filter } = search;
  const navigate = useNavigate({ from: "/golden-paths" });
  const adoption = useQuery({ queryKey: ["golden-paths", "adoption"], queryFn: readAdoption });
  const { data: teams = [] } = useQuery({ queryKey: ["teams"], queryFn: listTeams, staleTime: 60_000 });
  const uses = useInfiniteQuery({
    queryKey: ["golden-paths", "uses", filter],
    queryFn: ({ pageParam, signal }) => listUses(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const found = uses.data?.pages.flatMap((page) => page.uses);
  const error = uses.error ?? adoption.error;
  const isBroken = error !== null && (!found || !adoption.data);
  const isNarrowed = Object.values(filter).some((one) => one !== undefined);
  const columns = [t("repositories.repository"), t("goldenPaths.template"), t("goldenPaths.version"), t("goldenPaths.stands"), t("goldenPaths.update")];
  const change = (part: Partial<typeof search>) => void navigate({ search: { ...search, ...part } });
  const choose = (label: string, anything: string, data: { value: string; label: string }[], value: string | undefined, set: (next: string | undefined) => void) => (
    <Select aria-label={label} placeholder={anything} data={data} value={value ?? null} clearable searchable={data.length > 8} className={classes["choice"] ?? ""} onChange={(next) => set(next ?? undefined)} />
  );
  return (
    <div className="stretch">
      <PageHead
        title={t("goldenPaths.title")}
        lead={t("goldenPaths.lead")}
        lined
        actions={
          <Button leftSection={<IconGitBranch size={16} stroke={1.5} />} renderRoot={(props) => <Link {...props} to="/repositories/$owner/$name" params={{ owner: "platform", name: "golden-paths" }} />}>
            {t("goldenPaths.open")}
          </Button>
        }
      />
      {isBroken ? (
        <ErrorState error={error} onRetry={() => void Promise.all([uses.refetch(), adoption.refetch()])} />
      ) : (
        <div className="body">
          <AdoptionCard lines={adoption.data} />
          <section className="card" aria-labelledby="golden-uses">
            <header className="wrap">
              <h2 id="golden-uses">{t("goldenPaths.repositories")}</h2>
              <div className="row wrap push">
                {choose(t("goldenPaths.template"), t("goldenPaths.anyTemplate"), (adoption.data ?? []).filter((one) => one.template).map((one) => ({ value: one.template, label: one.title ?? one.template })), search.template, (template) => change({ template }))}
                {choose(t("goldenPaths.stands"), t("goldenPaths.anyState"), useStates.map((one) => ({ value: one, label: t(`goldenPaths.state.${one}`) })), search.state, (state) => change({ state: state as UseState | undefined }))}
                {choose(t("repositories.owner"), t("deliveries.anyTeam"), teams.map((one) => ({ value: one.name, label: one.name })), search.team, (team) => change({ team }))}
              </div>
            </header>
            {found?.length === 0 ? (
              isNarrowed ? (
                <EmptyState icon={<IconFilterOff size={20} stroke={1.5} />} title={t("goldenPaths.noneOfThese")} why={t("goldenPaths.noneOfTheseWhy")} action={<Button onClick={() => void navigate({ search: { pipeline } })}>{t("goldenPaths.showAll")}</Button>} />
              ) : (
                <EmptyState
                  icon={<IconRoute size={20} stroke={1.5} />}
                  title={t("goldenPaths.none")}
                  why={t("goldenPaths.noneWhy")}
                  action={<Button renderRoot={(props) => <Link {...props} to="/repositories" />}>{t("goldenPaths.toRepositories")}</Button>}
                />
              )
            ) : (
              <PlainTable label={t("goldenPaths.repositories")} columns={columns} items={found} keyOf={(one) => `${one.owner}/${one.name}`} row={(one) => <Row use={one} labels={columns} />} />
            )}
            <MoreButton shown={uses.hasNextPage} loading={uses.isFetchingNextPage} onClick={() => void uses.fetchNextPage()} />
          </section>
          <PipelinesCard state={pipeline} team={search.team} onState={(next) => change({ pipeline: next })} />
        </div>
      )}
    </div>
  );
}
