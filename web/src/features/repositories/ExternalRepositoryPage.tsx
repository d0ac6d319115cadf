import { Button } from "@mantine/core";
import { IconExternalLink, IconGitBranch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { readExternalRepository } from "@/api/gitHosts";
import type { ExternalRepository } from "@/api/gitHosts";
import { ErrorState } from "@/components/ErrorState";
import { GoldenCards } from "@/components/golden/GoldenCards";
import { placeOutside } from "@/components/golden/place";
import { PageBones } from "@/components/PageBones";
import { PageHead } from "@/components/PageHead";
import { TeamName } from "@/components/TeamMark";

function Facts({ repository }: { repository: ExternalRepository }) {
  return (
    <div className="meta">
      <TeamName name={repository.team} />
      <span>
        <IconGitBranch size={16} stroke={1.5} aria-hidden="true" />
        <code>{repository.defaultBranch}</code>
      </span>
    </div>
  );
}

/** A repository at a Git host, and how it stands to the golden path. */
export function ExternalRepositoryPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/inside/external-repositories/$id" });
  const { data: repository, error, refetch } = useQuery({ queryKey: ["external-repositories", "one", id], queryFn: () => readExternalRepository(id) });
  if (error && !repository) return <ErrorState alone error={error} onRetry={() => void refetch()} />;
  if (!repository) return <PageBones />;
  return (
    <div className="stretch">
      <PageHead
        title={repository.name}
        crest={<IconGitBranch size={20} stroke={1.5} />}
        below={<Facts repository={repository} />}
        lined
        actions={
          <Button leftSection={<IconExternalLink size={16} stroke={1.5} />} component="a" href={repository.webUrl} target="_blank" rel="noreferrer">
            {t("gitHosts.openAt", { host: repository.host })}
          </Button>
        }
      />
      <GoldenCards place={placeOutside(repository)} />
    </div>
  );
}
