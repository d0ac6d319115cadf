package dev.fairway.delivery.hosts;

import dev.fairway.shared.Auditable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A repository outside was made known, changed or forgotten. Published inside the transaction that does it. */
public record ExternalRepositoryChanged(
        @Nullable ExternalRepository earlier, @Nullable ExternalRepository now, String actor) implements Auditable {

    @Override
    public String resource() {
        return "external_repository";
    }

    @Override
    public String identifier() {
        return now != null ? now.at().name() : earlier != null ? earlier.at().name() : "";
    }

    @Override
    public @Nullable Object before() {
        return shown(earlier);
    }

    @Override
    public @Nullable Object after() {
        return shown(now);
    }

    private static @Nullable Object shown(@Nullable ExternalRepository repository) {
        return repository == null
                ? null
                : Map.of(
                        "team",
                        repository.team(),
                        "defaultBranch",
                        repository.at().defaultBranch());
    }
}
