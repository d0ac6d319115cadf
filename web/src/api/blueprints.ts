import { call, path } from "./client";
import type { Blueprint, BlueprintPermissions } from "./types";

export async function listBlueprints() {
  return (await call<{ blueprints: Blueprint[] }>("/blueprints")).blueprints;
}

export async function createBlueprint(blueprint: Partial<Blueprint>) {
  return (await call<{ blueprint: Blueprint }>("/blueprints", { method: "POST", body: blueprint })).blueprint;
}

export async function replaceBlueprint(identifier: string, blueprint: Partial<Blueprint>) {
  const to = path`/blueprints/${identifier}`;
  return (await call<{ blueprint: Blueprint }>(to, { method: "PUT", body: blueprint })).blueprint;
}

export function deleteBlueprint(identifier: string) {
  return call(path`/blueprints/${identifier}`, { method: "DELETE" });
}

/** Deletes every entity of a blueprint, then the blueprint; answers with the migration that does it. */
export async function deleteBlueprintWithEntities(identifier: string) {
  const to = path`/blueprints/${identifier}/all-entities`;
  return (await call<{ migrationId: string }>(to, { method: "DELETE", query: { delete_blueprint: true } })).migrationId;
}

export async function readMigration(id: string) {
  return (await call<{ migration: { status: string } }>(path`/migrations/${id}`)).migration;
}

export async function countEntities() {
  return (await call<{ counts: Record<string, number> }>("/blueprints/counts")).counts;
}

export async function readBlueprintPermissions(identifier: string) {
  const to = path`/blueprints/${identifier}/permissions`;
  return (await call<{ permissions: BlueprintPermissions }>(to)).permissions;
}

export async function patchBlueprintPermissions(identifier: string, permissions: object) {
  const to = path`/blueprints/${identifier}/permissions`;
  return (await call<{ permissions: BlueprintPermissions }>(to, { method: "PATCH", body: permissions })).permissions;
}
