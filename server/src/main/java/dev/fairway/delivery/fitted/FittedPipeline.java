package dev.fairway.delivery.fitted;

import dev.fairway.delivery.golden.Clash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pipeline of a repository whose service is delivered here, and how it stands to the golden path. */
record FittedPipeline(String repositoryId, String service, Taken taken, Proposed proposed, Seen seen) {

    enum State {
        /** As the golden path and the values are, perhaps with lines of its own. */
        CURRENT,
        /** A change request waits. */
        PROPOSED,
        /** Somebody closed the change request. */
        CLOSED,
        /** Both changed the same lines, so nothing is proposed until somebody asks. */
        CONFLICT,
        /** Somebody wrote it before anything was proposed. */
        OWN,
        /** Somebody deleted what came from the golden path. */
        REMOVED,
        /** It cannot be said what fits. */
        BROKEN
    }

    /**
     * What the repository took last.
     *
     * @param base what the golden path was then; null before that
     * @param version of the template then
     */
    record Taken(@Nullable String base, @Nullable String version) {}

    /**
     * What was proposed last; of a pipeline that somebody wrote, what would be.
     *
     * @param number of the change request; null where none waits
     * @param head commit that it was at then
     * @param declined what somebody closed without merging; null for nothing
     * @param closed number of that change request
     */
    record Proposed(
            String version,
            String text,
            @Nullable Integer number,
            @Nullable String head,
            @Nullable String declined,
            @Nullable Integer closed) {

        static Proposed nothing(String version, String text) {
            return new Proposed(version, text, null, null, null, null);
        }

        /** The change request that somebody may have decided on, or opened again. */
        @Nullable
        Integer latest() {
            return number == null ? closed : number;
        }
    }

    /** @param reason why, where that is not plain */
    record Seen(State state, @Nullable String reason, List<Clash> clashes) {

        static Seen of(State state) {
            return new Seen(state, null, List.of());
        }
    }

    static FittedPipeline fresh(String repositoryId, String service, String version, String golden) {
        return new FittedPipeline(
                repositoryId, service, new Taken(null, null), Proposed.nothing(version, golden), Seen.of(State.OWN));
    }

    FittedPipeline seen(State state) {
        return seen(Seen.of(state));
    }

    FittedPipeline seen(Seen now) {
        return new FittedPipeline(repositoryId, service, taken, proposed, now);
    }

    FittedPipeline merged() {
        return new FittedPipeline(
                repositoryId,
                service,
                new Taken(proposed.text(), proposed.version()),
                Proposed.nothing(proposed.version(), proposed.text()),
                seen);
    }

    FittedPipeline closed() {
        return with(new Proposed(proposed.version(), proposed.text(), null, null, proposed.text(), proposed.latest()));
    }

    /** Somebody thought again. @param commit that it is at */
    FittedPipeline reopened(String commit) {
        return with(new Proposed(proposed.version(), proposed.text(), proposed.latest(), commit, null, null));
    }

    /** The repository is as the golden path is. */
    FittedPipeline having(String golden, String version) {
        return new FittedPipeline(repositoryId, service, new Taken(golden, version), proposed, seen);
    }

    /** It lacks nothing of a template. */
    FittedPipeline upToDate(String version) {
        return new FittedPipeline(repositoryId, service, new Taken(taken.base(), version), proposed, seen)
                .seen(State.CURRENT);
    }

    FittedPipeline proposing(Proposed next) {
        return with(next).seen(State.PROPOSED);
    }

    private FittedPipeline with(Proposed next) {
        return new FittedPipeline(repositoryId, service, taken, next, seen);
    }
}
