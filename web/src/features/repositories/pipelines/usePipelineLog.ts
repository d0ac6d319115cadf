import { useEffect, useState } from "react";
import { readPipelineLog } from "@/api/pipelines";
import type { LogPiece } from "@/api/pipelines";
import type { Whose } from "@/api/repositories";

const pause = 1000;

/** All that a pipeline has printed, followed while it goes on. @returns what was read so far, and why no more comes */
export function usePipelineLog({ owner, name }: Whose, id: string, open: boolean) {
  const [pieces, setPieces] = useState<LogPiece[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stopped = new AbortController();
    let timer: number | undefined;
    let after = 0;
    const read = async () => {
      try {
        const { pieces: more, next } = await readPipelineLog({ owner, name }, id, after, stopped.signal);
        if (stopped.signal.aborted) return;
        const isFirst = after === 0;
        after = next;
        setError(null);
        setPieces((before) => (isFirst ? more : [...(before ?? []), ...more]));
        if (more.length > 0) void read();
        else if (open) timer = window.setTimeout(() => void read(), pause);
      } catch (failure) {
        if (!stopped.signal.aborted) setError(failure);
      }
    };
    void read();
    return () => {
      stopped.abort();
      window.clearTimeout(timer);
    };
  }, [owner, name, id, open, tries]);
  return { pieces, error, retry: () => setTries((before) => before + 1) };
}
