import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readBlueprintPermissions } from "@/api/blueprints";
import type { Blueprint, BlueprintPermissions, Entity, PermissionBlock, SessionUser } from "@/api/types";
import type { Field } from "./fields";
import { useSession } from "./session";

/** What a person may do with the entities of a blueprint. The server decides; this only keeps pages from offering more. */
export type Rights = {
  create: boolean;
  /** Whether there can be an entity that may be changed or removed. */
  editSome: boolean;
  removeSome: boolean;
  edit: (entity: Entity) => boolean;
  editField: (entity: Entity, field: Pick<Field, "id" | "kind">) => boolean;
  remove: (entity: Entity) => boolean;
};

export const permissionsKey = (blueprint: string) => ["permissions", blueprint] as const;

export const everything: Rights = { create: true, editSome: true, removeSome: true, edit: () => true, editField: () => true, remove: () => true };

const nothing: Rights = { create: false, editSome: false, removeSome: false, edit: () => false, editField: () => false, remove: () => false };

export function moderates(user: Pick<SessionUser, "roles">, blueprint: string): boolean {
  return user.roles.includes("Admin") || user.roles.includes(`${blueprint}-moderator`);
}

export function rightsOf(blueprint: string, permissions: BlueprintPermissions | undefined, user: SessionUser): Rights {
  if (moderates(user, blueprint)) return everything;
  if (!permissions) return nothing;
  const allows = (block: PermissionBlock | undefined, owners: string[]) =>
    block !== undefined &&
    ((block.users ?? []).includes(user.email) ||
      (block.roles ?? []).some((role) => user.roles.includes(role)) ||
      (block.teams ?? []).some((team) => user.teams.includes(team)) ||
      (block.ownedByTeam === true && owners.some((team) => user.teams.includes(team))));
  const { register, unregister, update, updateProperties, updateRelations } = permissions.entities;
  const parts = [...Object.values(updateProperties), ...Object.values(updateRelations)];
  const edit = (owners: string[]) => [update, ...parts].some((block) => allows(block, owners));
  return {
    create: allows(register, user.teams),
    editSome: edit(user.teams),
    removeSome: allows(unregister, user.teams),
    edit: (entity) => edit(entity.team ?? []),
    editField: (entity, field) =>
      allows(update, entity.team ?? []) || allows(field.kind === "relation" ? updateRelations[field.id] : updateProperties[field.id], entity.team ?? []),
    remove: (entity) => allows(unregister, entity.team ?? []),
  };
}

export function useRights(blueprint: Blueprint): Rights {
  const { user } = useSession();
  const { identifier } = blueprint;
  const { data } = useQuery({
    queryKey: permissionsKey(identifier),
    queryFn: () => readBlueprintPermissions(identifier),
    enabled: !moderates(user, identifier),
    staleTime: 60_000,
  });
  return useMemo(() => rightsOf(identifier, data, user), [identifier, data, user]);
}
