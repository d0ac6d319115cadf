package dev.fairway.catalog.imports;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.JqFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a mapping made of a file: entities in the order of the resources, and what could not be mapped.
 *
 * @param items every item, mapped or not
 */
record MappedFile(List<Item> items) {

    private static final int MOST_ITEMS = 200_000;

    /**
     * One item of the file.
     *
     * @param entity as it would be sent to the API; null when it could not be mapped
     * @param problem why not; null when it could
     */
    record Item(
            String blueprint,
            JsonNode input,
            @Nullable ObjectNode entity,
            @Nullable String problem) {}

    static MappedFile of(ImportRequest request) {
        Mapping mapping = request.checkedMapping();
        List<Mapping.Resource> resources = mapping.checkedResources();
        JsonNode body = request.checkedFormat().read(request.checkedContent());
        List<Item> items = new ArrayList<>();
        for (Mapping.Resource resource : resources) {
            items.addAll(items(resource, body));
            if (items.size() > MOST_ITEMS) {
                throw new InvalidInput(
                        "content", "holds more than %,d items; import it in parts".formatted(MOST_ITEMS));
            }
        }
        return new MappedFile(items);
    }

    private static List<Item> items(Mapping.Resource resource, JsonNode body) {
        ObjectNode context = Json.object();
        context.set("body", body);
        List<JsonNode> inputs = new ArrayList<>();
        if (resource.itemsToParse() == null) {
            inputs.add(Json.object());
        } else {
            JsonNode list = Jq.first(resource.itemsToParse(), context).orElse(Json.array());
            if (!list.isArray()) {
                throw new InvalidInput(
                        "mapping.resources.itemsToParse", "\"%s\" makes no list".formatted(resource.itemsToParse()));
            }
            list.forEach(inputs::add);
        }
        Map<String, Integer> seen = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (JsonNode input : inputs) {
            ObjectNode scope = Json.object();
            if (resource.itemsToParse() == null) {
                scope.set("body", body);
            } else {
                scope.set("item", input);
            }
            item(resource, scope, input)
                    .map(item -> numbered(resource, item, seen))
                    .ifPresent(items::add);
        }
        return items;
    }

    private static Optional<Item> item(Mapping.Resource resource, ObjectNode scope, JsonNode input) {
        String blueprint = Objects.requireNonNull(resource.blueprint());
        try {
            if (resource.filter() != null
                    && !Jq.first(resource.filter(), scope)
                            .map(value -> value.asBoolean(false))
                            .orElse(false)) {
                return Optional.empty();
            }
            return Optional.of(new Item(blueprint, input, entity(resource.entityMapping(), scope), null));
        } catch (JqFailed failure) {
            return Optional.of(new Item(blueprint, input, null, failure.reason()));
        }
    }

    private static ObjectNode entity(Mapping.EntityMapping mapping, ObjectNode scope) {
        ObjectNode entity = Json.object();
        put(entity, "identifier", mapping.identifier(), scope);
        put(entity, "title", mapping.title(), scope);
        put(entity, "icon", mapping.icon(), scope);
        put(entity, "team", mapping.team(), scope);
        ObjectNode properties = entity.putObject("properties");
        Objects.requireNonNullElse(mapping.properties(), Map.<String, String>of())
                .forEach((name, jq) -> put(properties, name, jq, scope));
        ObjectNode relations = entity.putObject("relations");
        Objects.requireNonNullElse(mapping.relations(), Map.<String, String>of())
                .forEach((name, jq) -> put(relations, name, jq, scope));
        return entity;
    }

    /** A value that jq does not find is left out, so that a merge keeps what is there. */
    private static void put(ObjectNode target, String name, @Nullable String jq, ObjectNode scope) {
        if (jq != null) {
            Jq.first(jq, scope).ifPresent(value -> target.set(name, value));
        }
    }

    private static Item numbered(Mapping.Resource resource, Item item, Map<String, Integer> seen) {
        ObjectNode entity = item.entity();
        if (entity == null || !Boolean.TRUE.equals(resource.numberDuplicates())) {
            return item;
        }
        String identifier = String.valueOf(Json.textAt(entity, "identifier"));
        int count = seen.merge(identifier, 1, Integer::sum);
        if (count > 1) {
            entity.put("identifier", identifier + "-" + count);
        }
        return item;
    }
}
