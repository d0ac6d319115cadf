package dev.fairway.resources.lifecycle;

import dev.fairway.shared.Auditable;
import java.util.Map;

/** Somebody saw the password of a user of a resource. */
record CredentialsRevealed(String identifier, String role, String user, String actor) implements Auditable {

    @Override
    public Action action() {
        return Action.UPDATE;
    }

    @Override
    public String resource() {
        return "resource-credentials";
    }

    @Override
    public Object before() {
        return Map.of();
    }

    @Override
    public Object after() {
        return Map.of("revealed", role, "user", user);
    }

    @Override
    public Map<String, String> context() {
        return Map.of("blueprintIdentifier", ResourceEntities.BLUEPRINT, "entityIdentifier", identifier);
    }
}
