import { Button } from "@mantine/core";
import { IconDatabase, IconFilterOff, IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { PageHead } from "@/components/PageHead";
import { filterOf, ResourceFilters, ResourceSums } from "@/components/resource/ResourceFilters";
import { ResourceList } from "@/components/resource/ResourceList";
import { useSession } from "@/lib/session";

const shows = ["complaining", "drifted", "expiring", "oversized"] as const;
const icon = { size: 20, stroke: 1.5 };

function Ask() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/resources/offers" variant="filled" leftSection={<IconPlus size={16} stroke={1.5} />}>
      {t("mine.ask")}
    </Button>
  );
}

/** The resources of my teams. */
export function MyResourcesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/resources/" });
  const search = useSearch({ from: "/inside/resources/" });
  const { teams } = useSession().user;
  const filter = { mine: true, ...filterOf(search) };
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const empty = isFiltered ? (
    <EmptyState icon={<IconFilterOff {...icon} />} title={t("resources.noneSuch")} why={t("mine.noneSuchWhy")} action={<Button onClick={() => void navigate({ search: {} })}>{t("mine.showAll")}</Button>} />
  ) : (
    <EmptyState icon={<IconDatabase {...icon} />} title={t("mine.none")} why={t("mine.noneWhy")} action={<Ask />} />
  );
  return (
    <div className="stretch">
      <PageHead title={t("mine.title")} lead={t("mine.lead")} lined actions={teams.length > 0 ? <Ask /> : undefined} below={teams.length > 0 ? <ResourceSums filter={filter} /> : undefined} />
      {teams.length === 0 ? (
        <EmptyState icon={<IconUsersGroup {...icon} />} title={t("mine.noTeam")} why={t("mine.noTeamWhy")} />
      ) : (
        <>
          <ResourceFilters search={search} shows={shows} teams={teams} onChange={(next) => void navigate({ search: next })} />
          <ResourceList filter={filter} label={t("mine.title")} empty={empty} />
        </>
      )}
    </div>
  );
}
