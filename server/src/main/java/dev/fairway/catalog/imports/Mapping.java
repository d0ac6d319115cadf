package dev.fairway.catalog.imports;

import dev.fairway.shared.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the parts of a file become entities. Every text is a jq expression over {@code .body} and {@code .item}. */
record Mapping(
        @Nullable List<Resource> resources,
        @Nullable Boolean createMissingRelatedEntities,
        @Nullable Boolean merge) {

    private static final int MOST_RESOURCES = 50;

    /**
     * One kind of entity in the file.
     *
     * @param itemsToParse jq that makes a list of items; null when the whole file is one item
     * @param filter jq that is true for the items that count; null for all
     * @param numberDuplicates whether items of the same identifier get "-2", "-3" … behind it
     */
    record Resource(
            @Nullable String blueprint,
            @Nullable String itemsToParse,
            @Nullable String filter,
            @Nullable Boolean numberDuplicates,
            @Nullable EntityMapping entity) {

        EntityMapping entityMapping() {
            return Objects.requireNonNullElse(entity, EntityMapping.NONE);
        }
    }

    record EntityMapping(
            @Nullable String identifier,
            @Nullable String title,
            @Nullable String icon,
            @Nullable String team,
            @Nullable Map<String, String> properties,
            @Nullable Map<String, String> relations) {

        static final EntityMapping NONE = new EntityMapping(null, null, null, null, null, null);
    }

    List<Resource> checkedResources() {
        if (resources == null || resources.isEmpty() || resources.size() > MOST_RESOURCES) {
            throw new InvalidInput("mapping.resources", "is a list of 1 to %d resources".formatted(MOST_RESOURCES));
        }
        for (int i = 0; i < resources.size(); i++) {
            String path = "mapping.resources.%d".formatted(i);
            if (resources.get(i).blueprint() == null) {
                throw new InvalidInput(path + ".blueprint", "names the blueprint of the entities; it is missing");
            }
            if (resources.get(i).entityMapping().identifier() == null) {
                throw new InvalidInput(path + ".entity.identifier", "is a jq expression; it is missing");
            }
        }
        return resources;
    }
}
