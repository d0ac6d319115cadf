import { useQuery } from "@tanstack/react-query";
import { listTypes } from "@/api/resources";
import type { ResourceType } from "@/api/resources";

const none: ResourceType[] = [];

/** The types of resources; none before they are read. */
export function useTypes(): ResourceType[] {
  const { data = none } = useQuery({ queryKey: ["resource-types"], queryFn: listTypes, staleTime: 60_000 });
  return data;
}

/** What types are called; one that is no more goes by its identifier. */
export function useTypeTitle(): (type: string) => string {
  const types = useTypes();
  return (type) => types.find((one) => one.identifier === type)?.title ?? type;
}
