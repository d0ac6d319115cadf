package dev.fairway.delivery.golden;

import dev.fairway.delivery.git.RepositoryName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A repository that builds by a template, and how it stands to the golden path.
 *
 * @param reason why it is as it is, where that is not plain; null otherwise
 * @param clashes what a merge cannot decide
 */
record Use(
        String repositoryId,
        RepositoryName repository,
        Recorded recorded,
        State state,
        @Nullable String reason,
        List<Clash> clashes,
        Proposed proposed,
        Instant lookedAt) {

    Use now(State next, @Nullable String why, Proposed then) {
        return new Use(repositoryId, repository, recorded, next, why, List.of(), then, lookedAt);
    }

    Use broken(String why) {
        return now(State.BROKEN, why, proposed);
    }

    Use clashing(List<Clash> found, Proposed then) {
        String why = "the repository and the golden path changed the same lines";
        return new Use(repositoryId, repository, recorded, State.CONFLICT, why, found, then, lookedAt);
    }

    /** Somebody said no to the update of that target; null for yes. */
    Use decided(@Nullable String declined) {
        Proposed then = new Proposed(proposed.target(), proposed.number(), proposed.head(), declined);
        return new Use(repositoryId, repository, recorded, state, reason, clashes, then, lookedAt);
    }

    enum State {
        /** As the golden path is. */
        CURRENT,
        /** Nothing is proposed: somebody said no to the update. */
        BEHIND,
        /** A change request waits. */
        UPDATE_OPEN,
        /** Both changed the same lines, so nothing is proposed until somebody asks. */
        CONFLICT,
        /** What it says of itself cannot be followed. */
        BROKEN
    }

    /** What it says of itself; null what cannot be read. */
    record Recorded(
            @Nullable String template,
            @Nullable String version,
            @Nullable String digest,
            ObjectNode arguments) {

        static Recorded of(AdoptionRecord record) {
            return new Recorded(record.template(), record.version(), record.digest(), record.arguments());
        }
    }

    /**
     * @param target version and digest of the template that was proposed last
     * @param number of the change request
     * @param head commit that it was at then
     * @param declined target of the last one that somebody closed without merging
     */
    record Proposed(
            @Nullable String target,
            @Nullable Integer number,
            @Nullable String head,
            @Nullable String declined) {

        static final Proposed NOTHING = new Proposed(null, null, null, null);

        Proposed without() {
            return new Proposed(null, null, null, declined);
        }
    }
}
