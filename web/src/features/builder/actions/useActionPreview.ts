import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { previewAction } from "@/api/selfservice";
import type { Values } from "@/api/selfservice";
import { formOf, partOf } from "./draft";
import type { Part } from "./draft";

/** Milliseconds without a key before the server is asked. */
const pause = 250;

/** What is wrong with a definition, and its form with these values in it. */
export function useActionPreview(draft: Part, values: Values, entity: string | undefined) {
  const request = useMemo(() => {
    const inputs = partOf(formOf(draft)["properties"]);
    return { draft, properties: Object.fromEntries(Object.entries(values).filter(([name]) => name in inputs)), entity };
  }, [draft, values, entity]);
  const [asked] = useDebouncedValue(request, pause);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ["action-preview", asked],
    queryFn: ({ signal }) => previewAction(asked.draft, { properties: asked.properties, entity: asked.entity }, signal),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
    gcTime: 10_000,
  });
  return { problems: data?.problems ?? [], form: data?.form, error, settled: asked === request && data !== undefined && !isPlaceholderData, retry: () => void refetch() };
}
