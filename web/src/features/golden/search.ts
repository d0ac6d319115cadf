import { pipelineStates, useStates } from "@/api/goldenPaths";
import type { PipelineStanding, UseState } from "@/api/goldenPaths";

type Raw = Record<string, unknown>;

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

export type GoldenPathsSearch = { template?: string | undefined; state?: UseState | undefined; team?: string | undefined; pipeline?: PipelineStanding | undefined };

export function goldenPathsSearch(raw: Raw): GoldenPathsSearch {
  return { template: text(raw["template"]), state: useStates.find((one) => one === raw["state"]), team: text(raw["team"]), pipeline: pipelineStates.find((one) => one === raw["pipeline"]) };
}
