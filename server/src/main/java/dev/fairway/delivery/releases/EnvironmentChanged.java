package dev.fairway.delivery.releases;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** An environment was made, changed or removed. */
public record EnvironmentChanged(
        String identifier,
        @Nullable DeployEnvironment before,
        @Nullable DeployEnvironment after,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "environment";
    }
}
