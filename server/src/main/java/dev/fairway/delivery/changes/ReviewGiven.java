package dev.fairway.delivery.changes;

import dev.fairway.shared.Auditable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody approved a change request, or asked for changes. */
record ReviewGiven(String identifier, String actor, Review.Verdict verdict, String commit) implements Auditable {

    @Override
    public String resource() {
        return "review";
    }

    @Override
    public @Nullable Object before() {
        return null;
    }

    @Override
    public Object after() {
        return Map.of("verdict", verdict, "commit", commit);
    }
}
