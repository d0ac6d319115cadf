package dev.fairway.catalog.search;

import dev.fairway.shared.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of an entity are wanted. Paths are dotted, such as {@code properties.language}; a path without a dot
 * that is no field of entities names a property. Array parameters come repeated or joined by commas.
 *
 * @param include empty for everything
 */
public record Projection(Set<String> include, Set<String> exclude) {

    public static final Projection EVERYTHING = new Projection(Set.of(), Set.of());

    private static final List<String> NESTED = List.of("properties", "relations");

    public static Projection of(@Nullable List<String> include, @Nullable List<String> exclude) {
        return new Projection(paths(include), paths(exclude));
    }

    private static Set<String> paths(@Nullable List<String> parameters) {
        Set<String> paths = new HashSet<>();
        if (parameters != null) {
            parameters.forEach(parameter -> {
                for (String path : parameter.split(",")) {
                    if (!path.isBlank()) {
                        String stripped = path.strip();
                        paths.add(stripped.startsWith("$") ? stripped.substring(1) : stripped);
                    }
                }
            });
        }
        return paths;
    }

    public ObjectNode apply(ObjectNode entity) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return entity;
        }
        for (String field : new ArrayList<>(Json.fields(entity).keySet())) {
            if (NESTED.contains(field)) {
                applyInside(entity, field);
            } else if (!isWanted(field, field)) {
                entity.remove(field);
            }
        }
        return entity;
    }

    private void applyInside(ObjectNode entity, String section) {
        ObjectNode inside = Json.objectAt(entity, section);
        if (!exclude.contains(section) && include.contains(section)) {
            inside.remove(exclude);
            return;
        }
        for (String name : new ArrayList<>(Json.fields(inside).keySet())) {
            if (exclude.contains(section) || !isWanted(section + "." + name, name)) {
                inside.remove(name);
            }
        }
        if (inside.isEmpty() && (exclude.contains(section) || !include.isEmpty())) {
            entity.remove(section);
        }
    }

    private boolean isWanted(String path, String name) {
        boolean included = include.isEmpty() || include.contains(path) || include.contains(name);
        return included && !exclude.contains(path) && !exclude.contains(name);
    }
}
