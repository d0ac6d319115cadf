import { address, call, path } from "./client";
import { placeOf } from "./repositories";
import type { AnyRepository } from "./repositories";

export type FindingLevel = "ERROR" | "WARNING" | "NOTE";
export type ScanFinding = { level: FindingLevel; rule: string; message: string; file: string | null; /** 0 for the whole file. */ line: number };

/** Tools are empty where nobody looked; components are null where there is no bill of materials. */
export type Scan = { tools: string[]; components: number | null; errors: number; warnings: number; notes: number; findings: ScanFinding[] };

export type Build = {
  commit: string;
  name: string;
  outcome: "SUCCESS" | "FAILURE";
  image: { repository: string; tag: string; digest: string | null } | null;
  scan: Scan | null;
  seconds: number | null;
  url: string | null;
  reportedBy: string;
  reportedAt: string;
};

const buildsAPage = 20;

export function listBuilds(repository: AnyRepository, from: number | undefined, signal?: AbortSignal) {
  return call<{ builds: Build[]; next: number | null }>(`${placeOf(repository)}/builds`, { query: { from, limit: buildsAPage }, signal });
}

export const billOfMaterials = (repository: AnyRepository, build: Build) => address(`${placeOf(repository)}${path`/commits/${build.commit}/builds/${build.name}/sbom`}`);
