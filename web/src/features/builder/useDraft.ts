import { useState } from "react";
import type { Json } from "@/api/types";
import { isPart } from "./actions/draft";
import type { Part } from "./actions/draft";

export type Mode = "form" | "json";

const written = (draft: Part) => JSON.stringify(draft, null, 2);

/** A definition as a form and as JSON: both edit one value, and the form follows as soon as the JSON can be read. */
export function useDraft(first: Part, expected: string) {
  const [start] = useState(first);
  const [draft, setDraft] = useState(start);
  const [text, setText] = useState(() => written(start));
  const [problem, setProblem] = useState<string | null>(null);
  const write = (next: string) => {
    setText(next);
    try {
      const read = JSON.parse(next) as Json;
      if (isPart(read)) setDraft(read);
      setProblem(isPart(read) ? null : expected);
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const change = (next: Part) => {
    setDraft(next);
    setText(written(next));
  };
  return { draft, text, problem, dirty: problem !== null || written(draft) !== written(start), write, change };
}
