import { useQuery } from "@tanstack/react-query";
import { listRepositories } from "@/api/repositories";
import { useIsAdmin, useSession } from "./session";

/** Whether there is a repository to look at, or one may make one. */
export function useHasRepositories(): boolean {
  const admin = useIsAdmin();
  const mayCreate = useSession().user.teams.length > 0 || admin;
  const { data } = useQuery({
    queryKey: ["repositories", "any"],
    queryFn: async () => (await listRepositories({}, undefined, 1)).repositories.length > 0,
    enabled: !mayCreate,
    staleTime: 5 * 60_000,
  });
  return mayCreate || data === true;
}
