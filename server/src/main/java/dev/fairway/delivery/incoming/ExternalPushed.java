package dev.fairway.delivery.incoming;

import dev.fairway.delivery.hosts.RepositoryAt;
import dev.fairway.shared.Auditable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A branch of a repository outside moved, as its host told. Once for each time that it told, inside the transaction that
 * remembers it; in which order they come is the host's.
 *
 * @param from commit in 40 hexadecimal digits; null when the branch is new
 * @param to null when the branch is gone
 * @param actor whom the host named
 */
public record ExternalPushed(
        RepositoryAt repository,
        String branch,
        @Nullable String from,
        @Nullable String to,
        String actor) implements Auditable {

    @Override
    public String resource() {
        return "git_ref";
    }

    @Override
    public String identifier() {
        return repository.name() + ":refs/heads/" + branch;
    }

    @Override
    public @Nullable Object before() {
        return from == null ? null : Map.of("commit", from);
    }

    @Override
    public @Nullable Object after() {
        return to == null ? null : Map.of("commit", to);
    }
}
