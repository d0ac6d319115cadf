import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { previewRequest } from "@/api/selfservice";
import type { Action, Preview, Values } from "@/api/selfservice";
import type { Json } from "@/api/types";
import { readKept, writeKept } from "@/lib/useKept";

type Kept = { values: Values; at: string };

/** Milliseconds without a key before the rules are asked. */
const pause = 150;

/** Milliseconds until a plan that is still being made is asked for again. */
const whilePending = 2000;

/** Whether it is about something in the catalog, which has to be chosen first. */
export function isAbout({ trigger }: Action): boolean {
  return trigger.operation !== "CREATE" && trigger.blueprintIdentifier !== undefined;
}

function withoutSecrets(action: Action, values: Values): Values {
  const inputs = action.trigger.userInputs?.properties ?? {};
  return Object.fromEntries(Object.entries(values).filter(([name]) => !inputs[name]?.encryption));
}

export type Request = {
  /** What was typed or chosen; null where something was taken away. */
  values: Values;
  /** The same with what the form adds by itself. */
  shown: Values;
  preview: Preview | undefined;
  error: Error | null;
  /** Whether the preview is about these very values. */
  settled: boolean;
  keptAt: string | null;
  change: (name: string, value: Json) => void;
  replace: (values: Values) => void;
  discard: () => void;
  forget: () => void;
  retry: () => void;
  /** Nothing is judged while it is sent: what it is about may be gone by then. */
  hold: (sending: boolean) => void;
};

/** A request while it is written: its values, the draft that this browser keeps, and what would become of it. */
export function useRequest(action: Action, entity: string | undefined, prefilled: Values | undefined): Request {
  const isJudged = !isAbout(action) || entity !== undefined;
  const key = `draft.${action.identifier}.${entity ?? ""}`;
  const [draft] = useState(() => (prefilled ? null : readKept<Kept | null>(key, null)));
  const [values, setValues] = useState<Values>(prefilled ?? draft?.values ?? {});
  const [sending, setSending] = useState(false);
  const client = useQueryClient();
  const [keptAt, setKeptAt] = useState<string | null>(draft?.at ?? null);
  const touched = useRef(false);
  const request = useMemo(() => ({ properties: values, entity }), [values, entity]);
  const [asked] = useDebouncedValue(request, pause);
  const preview = useQuery({
    queryKey: ["preview", action.identifier, asked],
    queryFn: ({ signal }) => previewRequest(action.identifier, asked, signal),
    placeholderData: keepPreviousData,
    enabled: isJudged && !sending,
    retry: false,
    staleTime: 0,
    gcTime: 10_000,
    refetchInterval: ({ state }) => (state.data?.plan?.pending ? whilePending : false),
  });
  useEffect(() => {
    if (!touched.current) return;
    const at = new Date().toISOString();
    writeKept(key, { values: withoutSecrets(action, values), at } satisfies Kept);
    setKeptAt(at);
  }, [key, action, values]);
  const change = useCallback((name: string, value: Json) => {
    touched.current = true;
    setValues((before) => ({ ...before, [name]: value }));
  }, []);
  const replace = useCallback((next: Values) => {
    touched.current = true;
    setValues(next);
  }, []);
  const forget = useCallback(() => {
    touched.current = false;
    writeKept(key, null);
    setKeptAt(null);
  }, [key]);
  const hold = useCallback(
    (on: boolean) => {
      setSending(on);
      if (on) void client.cancelQueries({ queryKey: ["preview"] });
    },
    [client],
  );
  const discard = useCallback(() => {
    forget();
    setValues({});
  }, [forget]);
  const shown = useMemo(() => ({ ...preview.data?.values, ...values }), [preview.data, values]);
  return {
    values,
    shown,
    preview: preview.data,
    error: preview.error,
    settled: asked === request && !preview.isFetching && !preview.isPlaceholderData,
    keptAt,
    change,
    replace,
    discard,
    forget,
    hold,
    retry: () => void preview.refetch(),
  };
}
