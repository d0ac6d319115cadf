import { createContext, useCallback, useState } from "react";

type Report = (field: string, isWrong: boolean) => void;

/** Takes what small editors say of what is written in them. */
export const JsonProblems = createContext<Report>(() => undefined);

/** The fields in which something stands that is no JSON. */
export function useJsonProblems(): { wrong: string[]; report: Report } {
  const [wrong, setWrong] = useState<string[]>([]);
  const report = useCallback<Report>((field, isWrong) => setWrong((before) => (before.includes(field) === isWrong ? before : isWrong ? [...before, field] : before.filter((one) => one !== field))), []);
  return { wrong, report };
}
