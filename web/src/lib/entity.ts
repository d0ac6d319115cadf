import { queryOptions } from "@tanstack/react-query";
import { readEntity } from "@/api/entities";

export const entityQuery = (blueprint: string, identifier: string) =>
  queryOptions({ queryKey: ["entity", blueprint, identifier], queryFn: () => readEntity(blueprint, identifier) });
