import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { simulate } from "@/api/policy";
import type { Action, Values } from "@/api/selfservice";

/** Milliseconds without a key before the rules are asked. */
const pause = 200;

const none: Values = {};

/** A request that is only tried: its values stand in the address, secrets apart, so that others can look at the same. */
export function useSimulation(action: Action | undefined) {
  const { action: identifier, entity, as, at, set } = useSearch({ from: "/inside/builder/policy/simulate" });
  const navigate = useNavigate({ from: "/builder/policy/simulate" });
  const [values, setValues] = useState<Values>(set ?? none);
  const request = useMemo(() => ({ action: identifier ?? "", properties: values, entity, as, at }), [identifier, values, entity, as, at]);
  const [asked] = useDebouncedValue(request, pause);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ["simulation", asked],
    queryFn: ({ signal }) => simulate(asked, signal),
    enabled: asked.action !== "" && action?.identifier === asked.action,
    placeholderData: (before, query) => (query?.queryKey[1] as typeof asked | undefined)?.action === asked.action ? keepPreviousData(before) : undefined,
    retry: false,
    staleTime: 0,
    gcTime: 10_000,
  });
  useEffect(() => {
    const inputs = action?.trigger.userInputs?.properties ?? {};
    const shown = Object.fromEntries(Object.entries(asked.properties).filter(([name]) => !inputs[name]?.encryption));
    const next = Object.keys(shown).length > 0 ? shown : undefined;
    if (JSON.stringify(next) !== JSON.stringify(set)) void navigate({ search: (before) => ({ ...before, set: next }), replace: true });
  }, [action, asked, set, navigate]);
  const find = (change: { action?: string | undefined; entity?: string | undefined; as?: string | undefined; at?: string | undefined }) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return {
    entity,
    as,
    at,
    values,
    preview: error ? undefined : data,
    error,
    settled: asked === request && !isFetching && !isPlaceholderData,
    find,
    choose: (next: string | undefined) => {
      setValues(none);
      void navigate({ search: (before) => ({ ...before, action: next, entity: undefined, set: undefined }), replace: true });
    },
    change: (name: string, value: Values[string]) => setValues((before) => ({ ...before, [name]: value })),
    retry: () => void refetch(),
  };
}
