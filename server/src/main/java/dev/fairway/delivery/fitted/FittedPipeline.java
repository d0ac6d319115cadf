package dev.fairway.delivery.fitted;

import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.golden.Clash;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline of a repository, and how it stands to the golden path.
 *
 * @param service that is delivered from it; null where there is none, and somebody asked for the pipeline
 * @param system that runs it
 */
record FittedPipeline(
        String repositoryId, @Nullable String service, CiSystem system, Taken taken, Proposed proposed, Seen seen) {

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
     * @param base what the golden path was then, by path; null before that
     * @param version of the template then; null where that is not known
     */
    record Taken(
            @Nullable Map<String, String> base, @Nullable String version) {

        static final Taken NOTHING = new Taken(null, null);

        /** By path; nothing before it took one. */
        Map<String, String> files() {
            return base == null ? Map.of() : base;
        }
    }

    /**
     * What was proposed last; of a pipeline that somebody wrote, what would be.
     *
     * @param files contents by path
     * @param number of the change request; null where none waits
     * @param head commit that it was at then
     * @param declined what somebody closed without merging; null for nothing
     * @param closed number of that change request
     */
    record Proposed(
            String version,
            Map<String, String> files,
            @Nullable Integer number,
            @Nullable String head,
            @Nullable Map<String, String> declined,
            @Nullable Integer closed) {

        static Proposed nothing(String version, Map<String, String> files) {
            return new Proposed(version, files, null, null, null, null);
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

    /** One that nothing was proposed for yet. */
    static FittedPipeline fresh(
            String repositoryId,
            @Nullable String service,
            CiSystem system,
            String version,
            Map<String, String> golden) {
        return new FittedPipeline(
                repositoryId, service, system, Taken.NOTHING, Proposed.nothing(version, golden), Seen.of(State.OWN));
    }

    FittedPipeline seen(State state) {
        return seen(Seen.of(state));
    }

    FittedPipeline seen(Seen now) {
        return new FittedPipeline(repositoryId, service, system, taken, proposed, now);
    }

    FittedPipeline broken(String why) {
        return seen(new Seen(State.BROKEN, why, List.of()));
    }

    FittedPipeline of(@Nullable String other) {
        return new FittedPipeline(repositoryId, other, system, taken, proposed, seen);
    }

    /** The repository has what was proposed. */
    FittedPipeline merged() {
        return with(Proposed.nothing(proposed.version(), proposed.files()))
                .having(proposed.files(), proposed.version());
    }

    FittedPipeline closed() {
        return with(
                new Proposed(proposed.version(), proposed.files(), null, null, proposed.files(), proposed.latest()));
    }

    /** Somebody thought again. @param commit that it is at */
    FittedPipeline reopened(String commit) {
        return with(new Proposed(proposed.version(), proposed.files(), proposed.latest(), commit, null, null));
    }

    /** The repository is as the golden path was. @param version null where that is not known */
    FittedPipeline having(Map<String, String> golden, @Nullable String version) {
        return new FittedPipeline(repositoryId, service, system, new Taken(golden, version), proposed, seen);
    }

    /** It lacks nothing of a template. */
    FittedPipeline upToDate(String version) {
        return new FittedPipeline(repositoryId, service, system, new Taken(taken.base(), version), proposed, seen)
                .seen(State.CURRENT);
    }

    FittedPipeline proposing(Proposed next) {
        return with(next).seen(State.PROPOSED);
    }

    private FittedPipeline with(Proposed next) {
        return new FittedPipeline(repositoryId, service, system, taken, next, seen);
    }
}
