import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { readRepository } from "@/api/repositories";
import type { Whose } from "@/api/repositories";

/** Whatever is known of one repository begins with this. */
export const keyOf = ({ owner, name }: Whose) => ["repositories", owner, name] as const;

export const repositoryQuery = (whose: Whose) => queryOptions({ queryKey: [...keyOf(whose), "itself"], queryFn: () => readRepository(whose) });

/** The repository that the address names. */
export function useWhose(): Whose {
  const { owner = "", name = "" } = useParams({ strict: false });
  return { owner, name };
}

/** Read by the frame, which shows no page before it is there. */
export function useRepository() {
  const { data } = useQuery(repositoryQuery(useWhose()));
  if (!data) throw new Error("No repository");
  return data;
}
