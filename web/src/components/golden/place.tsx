import { Button } from "@mantine/core";
import { IconExternalLink, IconGitPullRequest } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ExternalRepository } from "@/api/gitHosts";
import type { AnyRepository, Repository } from "@/api/repositories";

/** A repository here or at a Git host, as what is said of its golden path needs it. */
export type GoldenPlace = {
  repository: AnyRepository;
  /** Whatever is known of it begins with this. */
  key: readonly string[];
  /** As people write it. */
  name: string;
  team: string;
  mayWrite: boolean;
  /** Of a change request at its Git host; {number} stands for the number. Null for one that is here. */
  changeRequestUrl: string | null;
};

export const placeHere = ({ owner, name, mayWrite }: Repository): GoldenPlace => ({ repository: { owner, name }, key: ["repositories", owner, name], name: `${owner}/${name}`, team: owner, mayWrite, changeRequestUrl: null });

export const placeOutside = ({ id, name, team, mayWrite, changeRequestUrl }: ExternalRepository): GoldenPlace => ({ repository: { external: id }, key: ["external-repositories", "one", id], name, team, mayWrite, changeRequestUrl });

type Request = { place: GoldenPlace; number: number; label: string; isNext: boolean };

/** Leads to a change request, wherever it is. */
export function RequestButton({ place, number, label, isNext }: Request) {
  const { repository, changeRequestUrl } = place;
  const variant = isNext ? "filled" : "default";
  if ("external" in repository) {
    const href = changeRequestUrl?.replace("{number}", String(number));
    return (
      <Button variant={variant} leftSection={<IconExternalLink size={16} stroke={1.5} />} component="a" href={href} target="_blank" rel="noreferrer">
        {label}
      </Button>
    );
  }
  return (
    <Button
      variant={variant}
      leftSection={<IconGitPullRequest size={16} stroke={1.5} />}
      renderRoot={(props) => <Link {...props} to="/repositories/$owner/$name/change-requests/$number" params={{ owner: repository.owner, name: repository.name, number: String(number) }} />}
    >
      {label}
    </Button>
  );
}
