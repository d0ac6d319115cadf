package dev.fairway.delivery.git;

import dev.fairway.shared.Fault;
import dev.fairway.shared.PlatformException;
import java.util.Map;

/** A repository was asked for by a name that it had before: 404 {@code repository_renamed}, with the name that it has now. */
public class RepositoryRenamed extends PlatformException {

    private final transient RepositoryName now;

    RepositoryRenamed(RepositoryName before, RepositoryName now) {
        super(
                "repository_renamed",
                Fault.CALLER,
                404,
                "The repository %s is called %s now".formatted(before, now),
                Map.of("owner", now.owner(), "name", now.name()));
        this.now = now;
    }

    public RepositoryName now() {
        return now;
    }
}
