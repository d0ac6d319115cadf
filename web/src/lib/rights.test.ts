import { describe, expect, it } from "vitest";
import type { BlueprintPermissions, Entity, PermissionBlock, SessionUser } from "@/api/types";
import { rightsOf } from "./rights";

const member: SessionUser = { email: "kim@example.com", roles: ["Member"], teams: ["team-anchor"] };
const nobody: PermissionBlock = { users: [], roles: ["Admin"], teams: [], ownedByTeam: false };
const entity = (team: string[]): Entity => ({ identifier: "checkout", team, properties: {}, relations: {} });
const permissions = (change: Partial<BlueprintPermissions["entities"]>): BlueprintPermissions => ({
  entities: { register: nobody, unregister: nobody, update: nobody, updateProperties: { tier: nobody }, updateRelations: { system: nobody }, ...change },
});
const rights = (change: Partial<BlueprintPermissions["entities"]>) => rightsOf("service", permissions(change), member);

describe("the rights of a person", () => {
  it("are everything for administrators and moderators, whatever was said", () => {
    for (const role of ["Admin", "service-moderator"]) {
      expect(rightsOf("service", undefined, { ...member, roles: [role] }).create).toBe(true);
    }
    expect(rightsOf("service", undefined, { ...member, roles: ["domain-moderator"] }).create).toBe(false);
  });

  it("come by role, by team and by name", () => {
    expect(rights({}).create).toBe(false);
    expect(rights({ register: { roles: ["Member"] } }).create).toBe(true);
    expect(rights({ register: { teams: ["team-anchor"] } }).create).toBe(true);
    expect(rights({ unregister: { users: ["kim@example.com"] } }).remove(entity([]))).toBe(true);
  });

  it("of the owning team end where another team owns", () => {
    const own = rights({ update: { ownedByTeam: true } });
    expect(own.edit(entity(["team-anchor"]))).toBe(true);
    expect(own.edit(entity(["team-harbor"]))).toBe(false);
    expect(own.editSome).toBe(true);
  });

  it("can be for one property or one relation only", () => {
    const some = rights({ updateProperties: { tier: { roles: ["Member"] } } });
    expect(some.edit(entity([]))).toBe(true);
    expect(some.editField(entity([]), { id: "tier", kind: "property" })).toBe(true);
    expect(some.editField(entity([]), { id: "$title", kind: "meta" })).toBe(false);
    expect(some.editField(entity([]), { id: "system", kind: "relation" })).toBe(false);
  });
});
