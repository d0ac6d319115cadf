package dev.fairway.selfservice.runs;

import dev.fairway.shared.Auditable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A run was asked for, or something was said of it. Published inside the transaction that does it. */
public record RunChanged(@Nullable Run earlier, Run now, String actor) implements Auditable {

    @Override
    public String resource() {
        return "run";
    }

    @Override
    public String identifier() {
        return now.id();
    }

    @Override
    public @Nullable ObjectNode before() {
        return earlier == null ? null : earlier.json();
    }

    @Override
    public ObjectNode after() {
        return now.json();
    }

    @Override
    public Map<String, String> context() {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("runId", now.id());
        context.put("actionIdentifier", now.request().action());
        String blueprint = now.request().blueprint();
        String entity = now.request().entity();
        if (blueprint != null && entity != null) {
            context.put("blueprintIdentifier", blueprint);
            context.put("entityIdentifier", entity);
        }
        return context;
    }

    /** Identifier of the action or workflow. */
    public String of() {
        return now.request().action();
    }

    public Instant at() {
        return now.progress().updatedAt();
    }

    /** Automations that led to the run, in their order. */
    public List<String> chain() {
        return now.request().chain();
    }
}
