import { queryOptions } from "@tanstack/react-query";
import { readEntity, readRelated } from "@/api/entities";

export const entityQuery = (blueprint: string, identifier: string) =>
  queryOptions({ queryKey: ["entity", blueprint, identifier], queryFn: () => readEntity(blueprint, identifier) });

export const relatedQuery = (blueprint: string, identifier: string) =>
  queryOptions({ queryKey: ["related", blueprint, identifier], queryFn: () => readRelated(blueprint, identifier) });
