package dev.fairway.selfservice.runs;

import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the expressions in an invocation see: inputs, entity, trigger, run and action. */
final class Scope {

    private Scope() {}

    /** @param entity what the run is about, as it is now; null when it is about none or gone */
    static ObjectNode of(Run run, ObjectNode inputs, @Nullable ObjectNode entity) {
        ObjectNode scope = Json.object();
        scope.set("inputs", inputs);
        scope.set("entity", entity == null ? Json.nothing() : entity);
        scope.set("action", run.request().about());
        scope.set("run", Json.object().put("id", run.id()));
        scope.set("trigger", trigger(run));
        return scope;
    }

    private static ObjectNode trigger(Run run) {
        ObjectNode trigger = Json.object();
        trigger.put("origin", run.request().source().name());
        trigger.put("at", Timestamps.format(run.request().at()));
        trigger.put("operation", Json.textAt(run.request().about(), "operation"));
        ObjectNode user = Json.object().put("email", run.request().by());
        trigger.set("by", Json.object().set("user", user));
        return trigger;
    }
}
