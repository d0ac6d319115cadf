package dev.fairway.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing in the catalog, as it is now.
 *
 * @param key names it inside the database and out
 * @param properties the stored ones that have a value
 * @param derived mirrors, calculations and aggregations that have a value
 * @param relations identifiers by relation, in the order they were given
 */
public record Entity(
        Key key,
        Heading heading,
        ObjectNode properties,
        ObjectNode derived,
        Map<String, List<String>> relations,
        Provenance provenance) {

    /** @param version grows with each change; what a writer saw is compared with it */
    public record Key(long id, EntityRef ref, int version) {}

    /** @param team names of the owning teams, inherited ones included */
    public record Heading(@Nullable String title, @Nullable String icon, List<String> team) {}

    /** @param datasource the User-Agent of the client that wrote it last */
    public record Provenance(String datasource, Stamp stamp) {}

    public long id() {
        return key.id();
    }

    public String identifier() {
        return key.ref().identifier();
    }

    public String displayTitle() {
        return heading.title() == null ? identifier() : heading.title();
    }
}
