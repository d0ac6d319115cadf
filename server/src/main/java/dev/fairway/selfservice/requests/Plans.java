package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Asked;
import dev.fairway.selfservice.spi.Plan;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What requests would do, as the pillar that carries them out says. */
@Component
class Plans {

    private final Map<String, ActionHandler> byType;

    Plans(List<ActionHandler> handlers) {
        this.byType = handlers.stream().collect(Collectors.toMap(ActionHandler::type, Function.identity()));
    }

    /** @param inputs those that are right so far */
    Plan of(ObjectNode invocation, ObjectNode inputs, @Nullable ObjectNode entity, Actor by) {
        ActionHandler handler = byType.get(String.valueOf(Json.textAt(invocation, "type")));
        return handler == null ? Plan.NONE : handler.plan(new Asked(invocation, inputs, entity, by));
    }
}
