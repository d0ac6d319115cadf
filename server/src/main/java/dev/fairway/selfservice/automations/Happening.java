package dev.fairway.selfservice.automations;

import dev.fairway.catalog.CatalogChange;
import dev.fairway.selfservice.runs.RunChanged;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened.
 *
 * @param key the same however often it is looked at
 * @param event as expressions see it: {@code {action, resourceType, trigger, context, diff: {before, after}}}
 * @param chain automations that led to it, in their order
 */
record Happening(
        String key,
        ObjectNode event,
        List<String> chain,
        @Nullable String blueprint,
        @Nullable String entity) {

    static Happening of(CatalogChange change, List<String> chain) {
        String blueprint = change.ref().blueprint();
        String identifier = change.ref().identifier();
        ObjectNode event = event(change.action(), "entity", change.actor(), change.at());
        event.putObject("context")
                .put("blueprint", blueprint)
                .put("entity", identifier)
                .put("runId", change.runId());
        setDiff(event, change.before(), change.after());
        return new Happening("change " + change.id(), event, chain, blueprint, identifier);
    }

    static Happening of(RunChanged change, String key) {
        ObjectNode now = change.after();
        ObjectNode event = event(change.action().name(), "run", change.actor(), change.at());
        String blueprint = Json.textAt(now.path("blueprint"), "identifier");
        String entity = Json.textAt(now.path("entity"), "identifier");
        event.putObject("context")
                .put("runId", change.identifier())
                .put("action", change.of())
                .put("blueprint", blueprint)
                .put("entity", entity);
        setDiff(event, change.before(), now);
        return new Happening(key, event, change.chain(), blueprint, entity);
    }

    /** @param due the time that the property held */
    static Happening ofTimer(String blueprint, String property, ObjectNode entity, String due, Instant now) {
        String identifier = String.valueOf(Json.textAt(entity, "identifier"));
        ObjectNode event = event("TIMER_EXPIRED", "entity", "system", now);
        event.putObject("context")
                .put("blueprint", blueprint)
                .put("entity", identifier)
                .put("property", property);
        setDiff(event, null, entity);
        return new Happening("timer %s %s".formatted(identifier, due), event, List.of(), blueprint, identifier);
    }

    static Happening ofSchedule(Instant due) {
        ObjectNode event = event("SCHEDULE", "schedule", "system", due);
        event.putObject("context").put("dueAt", Timestamps.format(due));
        return new Happening("schedule " + Timestamps.format(due), event, List.of(), null, null);
    }

    private static ObjectNode event(String action, String resource, String by, Instant at) {
        ObjectNode event = Json.object().put("action", action).put("resourceType", resource);
        ObjectNode trigger = event.putObject("trigger").put("at", Timestamps.format(at));
        trigger.putObject("by").putObject("user").put("email", by);
        return event;
    }

    private static void setDiff(ObjectNode event, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        ObjectNode diff = event.putObject("diff");
        diff.set("before", before == null ? Json.nothing() : before);
        diff.set("after", after == null ? Json.nothing() : after);
    }
}
