package dev.fairway.delivery.releases;

import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Releasing.Order;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How to go back to an earlier release: to its image and to the values that it was made of. */
final class WaysBack {

    private WaysBack() {}

    /** @param run on whose behalf; null outside of runs */
    static Order order(String key, Release to, @Nullable String run, String by) {
        ObjectNode wanted = to.content().wanted().deepCopy();
        return new Order(
                key, to.slot(), Kind.ROLL_BACK, wanted, to.content().valuesCommit(), Map.of(), to.number(), run, by);
    }
}
