package dev.fairway.access.organization;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A credential was made, given a new secret or revoked. */
public record CredentialChanged(Action action, Credential credential, String actor) implements Auditable {

    @Override
    public String resource() {
        return "credential";
    }

    @Override
    public String identifier() {
        return credential.clientId();
    }

    @Override
    public @Nullable Object before() {
        return action == Action.CREATE ? null : credential;
    }

    @Override
    public @Nullable Object after() {
        return action == Action.DELETE ? null : credential;
    }
}
