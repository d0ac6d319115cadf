package dev.fairway.catalog.search;

import dev.fairway.shared.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A search among the entities of one blueprint.
 *
 * @param query rules; null for all
 * @param text looked for in title, identifier and text properties; null for all
 * @param identifiers only these; null for all
 */
public record Search(
        @Nullable JsonNode query,
        @Nullable String text,
        @Nullable List<String> identifiers) {

    public static final Search ALL = new Search(null, null, null);

    /** Whether no entity is left out. */
    boolean isAll() {
        boolean anyRule =
                query != null && !(query.path("rules").isEmpty() && "and".equals(Json.textAt(query, "combinator")));
        return !anyRule && (text == null || text.isBlank()) && identifiers == null;
    }

    public static Search of(@Nullable JsonNode query) {
        return new Search(query, null, null);
    }
}
