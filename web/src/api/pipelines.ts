import { call, path } from "./client";
import type { Whose } from "./repositories";

export type PipelineState = "QUEUED" | "RUNNING" | "SUCCESS" | "FAILURE" | "CANCELLED";
export type StageOutcome = "WAITING" | "RUNNING" | "SUCCESS" | "FAILURE" | "SKIPPED" | "CANCELLED";

/** With the image that it publishes, and the one whose container it runs in, where it does. */
export type PipelineStage = { name: string; outcome: StageOutcome; message: string; publishes: string | null; container: string | null; startedAt: string | null; endedAt: string | null };

export type Pipeline = {
  id: string;
  place: number;
  branch: string;
  commit: string;
  state: PipelineState;
  message: string;
  stages: PipelineStage[];
  attempt: number;
  createdBy: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
};

/** Whole lines that a stage printed. */
export type LogPiece = { place: number; stage: string; text: string };

export const isOpen = (pipeline: Pipeline) => pipeline.state === "QUEUED" || pipeline.state === "RUNNING";

export function listPipelines({ owner, name }: Whose, branch: string | undefined, before: number | undefined, signal?: AbortSignal) {
  return call<{ isOn: boolean; pipelines: Pipeline[]; next: number | null }>(path`/repositories/${owner}/${name}/pipelines`, { query: { branch, before }, signal });
}

export async function readPipeline({ owner, name }: Whose, id: string) {
  return (await call<{ pipeline: Pipeline }>(path`/repositories/${owner}/${name}/pipelines/${id}`)).pipeline;
}

export function readPipelineLog({ owner, name }: Whose, id: string, after: number, signal?: AbortSignal) {
  return call<{ pieces: LogPiece[]; next: number }>(path`/repositories/${owner}/${name}/pipelines/${id}/log`, { query: { after }, signal });
}

export async function beginPipeline({ owner, name }: Whose, branch?: string) {
  return (await call<{ pipeline: Pipeline }>(path`/repositories/${owner}/${name}/pipelines`, { method: "POST", body: { branch } })).pipeline;
}

export async function cancelPipeline({ owner, name }: Whose, id: string) {
  return (await call<{ pipeline: Pipeline }>(path`/repositories/${owner}/${name}/pipelines/${id}/cancel`, { method: "POST" })).pipeline;
}

export async function retryPipeline({ owner, name }: Whose, id: string) {
  return (await call<{ pipeline: Pipeline }>(path`/repositories/${owner}/${name}/pipelines/${id}/retry`, { method: "POST" })).pipeline;
}
