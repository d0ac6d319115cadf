import { call, path } from "./client";
import type { Job } from "./types";

export function listJobs(cursor: string | undefined, signal?: AbortSignal) {
  return call<{ jobs: Job[]; next?: string | null }>("/jobs", { query: { cursor }, signal });
}

export async function runJob(name: string) {
  return (await call<{ job: Job }>(path`/jobs/${name}/run`, { method: "POST" })).job;
}
