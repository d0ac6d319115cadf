import { address, call, path } from "./client";
import type { Whose } from "./repositories";

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

export function listBuilds({ owner, name }: Whose, from: number | undefined, signal?: AbortSignal) {
  return call<{ builds: Build[]; next: number | null }>(path`/repositories/${owner}/${name}/builds`, { query: { from, limit: buildsAPage }, signal });
}

export const billOfMaterials = ({ owner, name }: Whose, build: Build) => address(path`/repositories/${owner}/${name}/commits/${build.commit}/builds/${build.name}/sbom`);
