package dev.fairway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What JSON trees hold that are answered as they are kept. A part that may be null may also be absent, and others may be added. */
final class TreesInDescription {

    /** By the part of an answer that holds the tree, or a list of such trees. */
    static final Map<String, Class<?>> SHAPES = Map.ofEntries(
            Map.entry("EntityAnswer.entity", Entity.class),
            Map.entry("EntitiesPage.entities", Entity.class),
            Map.entry("FoundAnswer.entities", Entity.class),
            Map.entry("Import.errors", ImportError.class),
            Map.entry("BlueprintAnswer.blueprint", Blueprint.class),
            Map.entry("BlueprintsAnswer.blueprints", Blueprint.class),
            Map.entry("PermissionsAnswer.permissions", BlueprintPermissions.class),
            Map.entry("PageAnswer.page", Page.class),
            Map.entry("PagesAnswer.pages", Page.class),
            Map.entry("PagePermissionsAnswer.permissions", PagePermissions.class));

    /** Operations that write an {@code EntitiesPage} while they read it. */
    static final Set<String> STREAMED = Set.of("catalogSearchList", "catalogSearchSearch");

    private TreesInDescription() {}

    /** Everything is there unless the request left it away. */
    record Entity(
            String identifier,
            @Nullable String title,
            @Nullable String icon,
            String blueprint,
            List<String> team,
            ObjectNode properties,
            ObjectNode relations,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy,
            int version) {}

    record ImportError(@Nullable String blueprint, @Nullable String identifier, String message) {}

    record Blueprint(
            String identifier,
            @Nullable String title,
            @Nullable String description,
            @Nullable String icon,
            Schema schema,
            Map<String, RelationDefinition> relations,
            Map<String, ObjectNode> mirrorProperties,
            Map<String, ObjectNode> calculationProperties,
            Map<String, ObjectNode> aggregationProperties,
            @Nullable ObjectNode ownership,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    /** @param required names, or a rule that decides */
    record Schema(Map<String, ObjectNode> properties, JsonNode required) {}

    record RelationDefinition(
            @Nullable String title,
            String target,
            @Nullable Boolean required,
            @Nullable Boolean many) {}

    record BlueprintPermissions(EntityPermissions entities) {}

    record EntityPermissions(
            @Nullable PermissionBlock read,
            PermissionBlock register,
            PermissionBlock update,
            PermissionBlock unregister,
            Map<String, PermissionBlock> updateProperties,
            Map<String, PermissionBlock> updateRelations) {}

    record PermissionBlock(
            List<String> users,
            List<String> roles,
            List<String> teams,
            @Nullable Boolean ownedByTeam,
            @Nullable ObjectNode policy) {}

    record Page(
            String identifier,
            String type,
            @Nullable String title,
            @Nullable String icon,
            @Nullable String blueprint,
            @Nullable String parent,
            @Nullable String after,
            @Nullable List<ObjectNode> widgets,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy) {}

    record PagePermissions(
            @Nullable PageNames read, @Nullable PageNames update) {}

    record PageNames(
            @Nullable List<String> users,
            @Nullable List<String> roles,
            @Nullable List<String> teams) {}
}
