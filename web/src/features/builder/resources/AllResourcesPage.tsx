import { Button } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listTeams } from "@/api/access";
import { listServers } from "@/api/resources";
import { EmptyState } from "@/components/EmptyState";
import { PageHead } from "@/components/PageHead";
import { filterOf, ResourceFilters, ResourceSums } from "@/components/resource/ResourceFilters";
import { ResourceList } from "@/components/resource/ResourceList";
import { resourcesShows } from "@/lib/search";

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconDatabase size={20} stroke={1.5} />}
      title={t(isFiltered ? "resources.noneSuch" : "resources.none")}
      why={t(isFiltered ? "resources.noneSuchWhy" : "resources.noneWhy")}
      action={
        isFiltered ? undefined : (
          <Button component={Link} to="/builder/resources/servers" variant="filled">
            {t("resources.toServers")}
          </Button>
        )
      }
    />
  );
}

/** Every resource, and those that somebody has to look at. */
export function AllResourcesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: "/builder/resources/" });
  const search = useSearch({ from: "/inside/builder/resources/" });
  const { data: teams = [] } = useQuery({ queryKey: ["teams"], queryFn: listTeams });
  const { data: servers = [] } = useQuery({ queryKey: ["resource-servers"], queryFn: listServers });
  const filter = filterOf(search);
  return (
    <div className="stretch">
      <PageHead title={t("builder.sections.resources")} lead={search.show ? t(`resources.showsWhy.${search.show}`) : t("resources.lead")} lined below={<ResourceSums filter={filter} />} />
      <ResourceFilters
        search={search}
        shows={resourcesShows}
        teams={teams.map((one) => one.name)}
        servers={servers.map((one) => ({ value: one.identifier, label: one.title }))}
        onChange={(next) => void navigate({ search: next })}
      />
      <ResourceList filter={filter} label={t("builder.sections.resources")} withServer empty={<Nothing isFiltered={Object.values(search).some((value) => value !== undefined)} />} />
    </div>
  );
}
