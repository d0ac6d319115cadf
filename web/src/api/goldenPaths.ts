import { call } from "./client";
import { placeOf } from "./repositories";
import type { AnyRepository } from "./repositories";
import type { Json } from "./types";

export const useStates = ["CURRENT", "UPDATE_OPEN", "BEHIND", "CONFLICT", "BROKEN"] as const;
export type UseState = (typeof useStates)[number];

/** Lines that a repository and the golden path changed differently. Null where a side has no such file. */
export type Clash = { file: string; line: number; own: string | null; golden: string | null };

export type GoldenPathUse = {
  owner: string;
  name: string;
  /** Null where the record cannot be read. */
  template: string | null;
  version: string | null;
  /** Null where there is no such template any more. */
  newest: string | null;
  arguments: Record<string, Json>;
  state: UseState;
  reason: string | null;
  clashes: Clash[];
  changeRequest: number | null;
  /** Id of a repository outside, whose owner begins with the name of its host. */
  externalRepository: string | null;
};

export type UseFilter = { template?: string | undefined; state?: UseState | undefined; team?: string | undefined };

export type AdoptionLine = { template: string; title: string | null; version: string | null; current: number; behind: number; updateOpen: number; conflict: number; broken: number };

export type Detected = { template: string; arguments: Record<string, Json>; because: string[]; /** What a person should look at. */ doubts: string[] };
export type DockerFinding = { rule: string; severity: "DENY" | "WARN"; line: number; message: string };
export type Look = { commit: string; detected: Detected[]; findings: DockerFinding[] | null };

export function listUses(filter: UseFilter, from?: string, signal?: AbortSignal) {
  return call<{ uses: GoldenPathUse[]; next: string | null }>("/golden-paths/uses", { query: { ...filter, from }, signal });
}

export async function readAdoption() {
  return (await call<{ templates: AdoptionLine[] }>("/golden-paths/adoption")).templates;
}

export async function readUse(repository: AnyRepository) {
  return (await call<{ use: GoldenPathUse | null }>(`${placeOf(repository)}/golden-path/use`)).use;
}

export async function lookAtRepository(repository: AnyRepository) {
  return (await call<{ look: Look }>(`${placeOf(repository)}/golden-path`)).look;
}

export async function askForUpdate(repository: AnyRepository) {
  return (await call<{ use: GoldenPathUse }>(`${placeOf(repository)}/golden-path/update`, { method: "POST", body: {} })).use;
}

export const pipelineStates = ["CURRENT", "PROPOSED", "CLOSED", "CONFLICT", "OWN", "REMOVED", "BROKEN"] as const;
export type PipelineStanding = (typeof pipelineStates)[number];

export type CiSystem = "FAIRWAY" | "GITHUB" | "GITLAB";

/** How the pipeline of a repository stands to the golden path. */
export type FittedPipeline = {
  owner: string;
  name: string;
  /** Null where somebody asked for it, and no service is delivered from the repository. */
  service: string | null;
  /** What runs it. */
  system: CiSystem;
  /** Where it is in the repository. */
  file: string;
  /** Of the template; null before the repository took one. */
  version: string | null;
  newest: string;
  state: PipelineStanding;
  reason: string | null;
  clashes: Clash[];
  changeRequest: number | null;
  /** Id of a repository outside, whose owner begins with the name of its host. */
  externalRepository: string | null;
};

export type PipelineFilter = { state?: PipelineStanding | undefined; team?: string | undefined };

export function listFittedPipelines(filter: PipelineFilter, from?: string, signal?: AbortSignal) {
  return call<{ pipelines: FittedPipeline[]; next: string | null }>("/golden-paths/pipelines", { query: { ...filter, from }, signal });
}

/** Null where none fits the repository. */
export async function readFittedPipeline(repository: AnyRepository) {
  return (await call<{ pipeline: FittedPipeline | null }>(`${placeOf(repository)}/golden-path/pipeline`)).pipeline;
}

export async function proposePipeline(repository: AnyRepository) {
  return (await call<{ pipeline: FittedPipeline }>(`${placeOf(repository)}/golden-path/pipeline/propose`, { method: "POST", body: {} })).pipeline;
}
