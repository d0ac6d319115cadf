package dev.fairway.catalog.blueprints;

import dev.fairway.access.Actor;
import dev.fairway.access.Role;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may register, change and remove the entities of a blueprint. Where nothing was said, administrators and the
 * blueprint's moderators may do everything and members may read.
 */
public final class BlueprintPermissions {

    static final String READ = "read";
    static final String REGISTER = "register";
    static final String UNREGISTER = "unregister";
    static final String UPDATE = "update";
    static final String UPDATE_PROPERTIES = "updateProperties";
    static final String UPDATE_RELATIONS = "updateRelations";

    private static final List<String> BLOCKS = List.of(REGISTER, UNREGISTER, UPDATE);
    private static final List<String> META = List.of("$identifier", "$title", "$team", "$icon");
    private static final Set<String> BLOCK_KEYS = Set.of("users", "roles", "teams", "ownedByTeam", "policy");

    private final Blueprint blueprint;
    private final ObjectNode said;

    private BlueprintPermissions(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.said = Json.objectAt(blueprint.permissions(), "entities");
    }

    public static BlueprintPermissions of(Blueprint blueprint) {
        return new BlueprintPermissions(blueprint);
    }

    public boolean mayRegister(Actor actor, Collection<String> owners) {
        return allows(said.get(REGISTER), actor, owners);
    }

    public boolean mayUnregister(Actor actor, Collection<String> owners) {
        return allows(said.get(UNREGISTER), actor, owners);
    }

    public boolean mayUpdate(Actor actor, Collection<String> owners) {
        return allows(said.get(UPDATE), actor, owners);
    }

    /** @param property a property or a meta property such as {@code $title} */
    public boolean mayUpdateProperty(Actor actor, Collection<String> owners, String property) {
        return mayUpdate(actor, owners)
                || allows(Json.objectAt(said, UPDATE_PROPERTIES).get(property), actor, owners);
    }

    public boolean mayUpdateRelation(Actor actor, Collection<String> owners, String relation) {
        return mayUpdate(actor, owners)
                || allows(Json.objectAt(said, UPDATE_RELATIONS).get(relation), actor, owners);
    }

    /** Which entities somebody may read. */
    public enum Reading {
        ALL,
        /** Those that a team of theirs owns. */
        OWNED,
        /** Those that the policy admits. */
        BY_POLICY,
        NONE
    }

    /** Everybody reads where nothing was said. A policy means nothing beside ownedByTeam. */
    public Reading reading(Actor actor) {
        JsonNode read = said.get(READ);
        if (Json.isNull(read) || actor.isModeratorOf(blueprint.identifier()) || actor.isNamedIn(read)) {
            return Reading.ALL;
        }
        if (isForOwners(read)) {
            return Reading.OWNED;
        }
        return Json.isNull(read.get("policy")) ? Reading.NONE : Reading.BY_POLICY;
    }

    /** A search query, where {@link #reading} is by it. */
    public ObjectNode readPolicy() {
        return Json.objectAt(Json.objectAt(said, READ), "policy");
    }

    private boolean allows(@Nullable JsonNode block, Actor actor, Collection<String> owners) {
        if (actor.isModeratorOf(blueprint.identifier())) {
            return true;
        }
        if (block == null || block.isNull()) {
            return false;
        }
        return actor.isNamedIn(block) || (isForOwners(block) && actor.isInAny(owners));
    }

    private static boolean isForOwners(JsonNode block) {
        return block.path("ownedByTeam").asBoolean(false);
    }

    /** The whole tree, every block present. */
    ObjectNode complete() {
        ObjectNode entities = Json.object();
        if (said.has(READ)) {
            entities.set(READ, block(said.get(READ)));
        }
        BLOCKS.forEach(name -> entities.set(name, block(said.get(name))));
        ObjectNode properties = entities.putObject(UPDATE_PROPERTIES);
        blueprint.properties().keySet().forEach(name -> complete(properties, UPDATE_PROPERTIES, name));
        META.forEach(name -> complete(properties, UPDATE_PROPERTIES, name));
        ObjectNode relations = entities.putObject(UPDATE_RELATIONS);
        blueprint.relations().keySet().forEach(name -> complete(relations, UPDATE_RELATIONS, name));
        ObjectNode tree = Json.object();
        tree.set("entities", entities);
        return tree;
    }

    /** What is said after a change: each block that the change mentions is merged key by key. */
    ObjectNode merged(ObjectNode change) {
        ObjectNode entities = said.deepCopy();
        Json.fields(Json.objectAt(change, "entities")).forEach((name, value) -> {
            if (name.equals(UPDATE_PROPERTIES) || name.equals(UPDATE_RELATIONS)) {
                ObjectNode blocks = Json.objectAt(entities, name);
                Json.fields(value).forEach((key, block) -> blocks.set(key, mergedBlock(blocks.get(key), block)));
                entities.set(name, blocks);
            } else if (BLOCKS.contains(name) || name.equals(READ)) {
                entities.set(name, mergedBlock(entities.get(name), value));
            } else {
                throw new InvalidInput(
                        "entities." + name,
                        "is not a permission; use register, unregister, update, "
                                + "updateProperties, updateRelations or read");
            }
        });
        ObjectNode tree = Json.object();
        tree.set("entities", entities);
        return tree;
    }

    private void complete(ObjectNode blocks, String section, String name) {
        blocks.set(name, block(Json.objectAt(said, section).get(name)));
    }

    private ObjectNode block(@Nullable JsonNode block) {
        if (block != null && !block.isNull()) {
            return (ObjectNode) block.deepCopy();
        }
        ObjectNode standard = Json.object();
        standard.putArray("users");
        standard.set("roles", Json.array(List.of(Role.ADMIN, Role.moderatorOf(blueprint.identifier()))));
        standard.putArray("teams");
        standard.put("ownedByTeam", false);
        return standard;
    }

    /** Who is named is kept where the change says nothing of it; a policy goes, as clients take it away by not sending it. */
    private ObjectNode mergedBlock(@Nullable JsonNode before, JsonNode change) {
        ObjectNode merged = block(before);
        merged.remove("policy");
        Json.fields(change).forEach((key, value) -> {
            if (!BLOCK_KEYS.contains(key)) {
                throw new InvalidInput(
                        key, "is not part of a permission; use users, roles, teams, ownedByTeam or policy");
            }
            if (value.isNull()) {
                merged.remove(key);
            } else {
                merged.set(key, value);
            }
        });
        if (Json.isNull(merged.get("ownedByTeam"))) {
            merged.put("ownedByTeam", false);
        }
        return merged;
    }
}
