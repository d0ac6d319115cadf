package dev.fairway.delivery.changes;

import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Conflict;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commits of one branch that somebody wants in another.
 *
 * @param id unique in the whole installation
 * @param number unique in its repository
 * @param author e-mail of a person, client id of a credential, or {@code system}
 */
public record ChangeRequest(
        long id,
        String repositoryId,
        RepositoryName repository,
        int number,
        Text text,
        Branches branches,
        String author,
        State state,
        Commits commits,
        Times times) {

    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }

    /** @param description in Markdown */
    public record Text(String title, String description) {}

    public record Branches(String source, String target) {}

    /**
     * @param base where source and target parted
     * @param head the newest of the source branch
     * @param merge what brought them into the target branch; null before
     */
    public record Commits(
            String base, String head, @Nullable String merge) {}

    /** @param endedBy who merged or closed it */
    public record Times(
            Instant createdAt,
            Instant updatedAt,
            @Nullable String endedBy,
            @Nullable Instant endedAt) {}

    public String name() {
        return "%s#%d".formatted(repository, number);
    }

    String link() {
        return "/repositories/%s/change-requests/%d".formatted(repository, number);
    }

    /** @throws Conflict when it was merged or closed */
    ChangeRequest requireOpen() {
        if (state != State.OPEN) {
            throw new Conflict(
                    "not_open",
                    "%s is %s; only an open change request can be changed".formatted(name(), state),
                    Map.of("state", state));
        }
        return this;
    }
}
