package dev.fairway.catalog.blueprints;

import dev.fairway.shared.schema.PropertyType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A property that nobody writes: it follows from others. */
public sealed interface Derived {

    String identifier();

    /** A property of a related entity, at the end of a path of relations. */
    record Mirror(String identifier, List<String> relations, String property) implements Derived {}

    /** What a jq expression makes of the entity. */
    record Calculation(String identifier, PropertyType type, String jq) implements Derived {}

    /**
     * A figure over related entities of another blueprint.
     *
     * @param function count, sum, min, max, median or average
     * @param property what is summed up; null when entities are counted
     * @param averageOf hour, day, week, month or total; null where no average is taken
     * @param measureTimeBy the property or meta property that says when a related entity happened
     * @param query which related entities take part; null for all
     * @param path relations from one blueprint to the other; null when they are found by themselves
     */
    record Aggregation(
            String identifier,
            String target,
            Function function,
            @Nullable String property,
            Window window,
            @Nullable ObjectNode query,
            @Nullable Path path)
            implements Derived {}

    enum Function {
        COUNT,
        SUM,
        MIN,
        MAX,
        MEDIAN,
        AVERAGE
    }

    /** What an average is taken over. */
    record Window(@Nullable String averageOf, @Nullable String measureTimeBy) {
        public static final Window NONE = new Window(null, null);
    }

    /** @param from the blueprint whose relations are followed: the aggregating one, or the target */
    record Path(String from, List<String> relations) {}
}
