package dev.fairway.selfservice.spi;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that was granted.
 *
 * @param key the same for every attempt
 * @param run id of the run
 * @param invocation as the offer said it when it was asked for
 * @param inputs by name, defaults included
 * @param entity identifier of what it is about; null for nothing
 * @param by who asked for it
 * @param urgent why it was carried out at once; null where it was not
 * @param losses titles of what its plan said would be lost, when it was asked for
 * @param log takes a sentence for the log of the run; nothing that is secret
 */
public record Work(
        String key,
        String run,
        ObjectNode invocation,
        ObjectNode inputs,
        @Nullable String entity,
        String by,
        @Nullable String urgent,
        Set<String> losses,
        Consumer<String> log) {}
