package dev.fairway.delivery;

import dev.fairway.shared.Auditable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A branch or a tag moved, was made or was deleted. Told once for each movement, those of one repository in their order, in a
 * transaction that remembers that it was told.
 *
 * @param repositoryId stays when the repository is renamed
 * @param repository as {@code owner/name}
 * @param ref in full, such as {@code refs/heads/main}
 * @param from commit in 40 hexadecimal digits; null when the ref is new
 * @param to null when the ref is gone
 * @param cause what the server noted beside the movement; empty for a push of a client
 */
public record Pushed(
        String repositoryId,
        String repository,
        String ref,
        @Nullable String from,
        @Nullable String to,
        String cause,
        String actor,
        Instant at)
        implements Auditable {

    private static final String BRANCHES = "refs/heads/";

    /** Name of the branch; null for a tag. */
    public @Nullable String branch() {
        return ref.startsWith(BRANCHES) ? ref.substring(BRANCHES.length()) : null;
    }

    /** Whether a branch of a repository has another commit now, or begins. @param name owner and name of the repository */
    public boolean moves(String name, String branch) {
        return repository.equals(name) && branch.equals(branch()) && to != null;
    }

    @Override
    public String resource() {
        return "git_ref";
    }

    @Override
    public String identifier() {
        return repository + ":" + ref;
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
