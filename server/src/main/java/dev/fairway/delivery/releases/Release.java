package dev.fairway.delivery.releases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version of a service with its configuration, as it was brought to an environment.
 *
 * @param number counted for each service and environment, from 1
 * @param message a sentence on how it stands
 */
public record Release(
        String id,
        Slot slot,
        int number,
        Kind kind,
        State state,
        Content content,
        String message,
        Pods pods,
        Course course) {

    /** In {@code wanted.release}, and never in the values. */
    static final String WORKFLOW = "workflow";

    /** Where one release follows another. */
    public record Slot(String service, String environment) {

        /** Where a change request of its repository is tried: {@code preview.<number>.<service>}. */
        public static Slot ofPreview(String service, int change) {
            return new Slot(service, "preview.%d.%s".formatted(change, service));
        }

        /** Names of other environments have no dot. */
        public boolean isPreview() {
            return environment.indexOf('.') >= 0;
        }

        @Override
        public String toString() {
            return "%s in %s".formatted(service, environment);
        }
    }

    public enum Kind {
        DEPLOY,
        PROMOTE,
        ROLL_BACK,
        RESTART,
        /** The same content, over whatever others made of it. */
        REPAIR,
        /** The same version, as its values have changed. */
        CONFIGURE,
        /** Nothing of the service runs there afterwards. */
        REMOVE,
        /** Somebody else carried it out, and says so. */
        REPORTED;

        boolean followsValues() {
            return this != ROLL_BACK && this != REPORTED && this != REMOVE;
        }
    }

    public enum State {
        /** Its manifests are committed, and a cluster is to be brought to them. */
        COMMITTED,
        /** They are committed, and somebody else brings a cluster to them. */
        HANDED_OVER,
        ROLLING,
        LIVE,
        FAILED,
        /** Another one came before it was live. */
        SUPERSEDED;

        public boolean isUnderWay() {
            return this == COMMITTED || this == ROLLING;
        }
    }

    /**
     * What it brings.
     *
     * @param wanted what a release writes into the values: {@code {image: {tag, digest}, release: {version, commit}, restartedAt}},
     *     and beside that the address of the {@link #WORKFLOW} that built the image, where it was said
     * @param valuesCommit of {@code platform/values}, whose values it is made of
     * @param deploymentsCommit of {@code platform/deployments}; null before it is there
     * @param goesBackTo number of the release that it repeats; null where it repeats none
     */
    public record Content(
            ObjectNode wanted,
            String valuesCommit,
            @Nullable String deploymentsCommit,
            @Nullable Integer goesBackTo) {}

    /** @param wanted how many are to run, 0 where that is not known */
    public record Pods(int wanted, int ready) {}

    /** @param deadline when it has failed unless it is live by then */
    public record Course(
            @Nullable String run,
            String createdBy,
            Instant createdAt,
            @Nullable Instant appliedAt,
            @Nullable Instant deadline,
            @Nullable Instant endedAt) {}

    /** Whether values that change are released with its version. What was rolled back stays as it was. */
    boolean followsValues() {
        return kind.followsValues() && !isBack();
    }

    /** Whether it brings what an earlier release had. */
    boolean isBack() {
        return kind == Kind.ROLL_BACK || (kind == Kind.REPAIR && content.goesBackTo() != null);
    }

    /** Whether fields that others set become Fairway's: where somebody asked for what was released before. */
    boolean takesOver() {
        return kind == Kind.REPAIR || (kind == Kind.ROLL_BACK && course.run() != null);
    }

    /** The same as it stands now. */
    Release saying(String now) {
        return new Release(id, slot, number, kind, state, content, now, pods, course);
    }

    /** The same, on its way to be live. @param deadline counts only where it has none yet */
    Release rolling(String now, Pods seen, Instant applied, Instant deadline) {
        Instant first = course.appliedAt() == null ? applied : course.appliedAt();
        Instant last = course.deadline() == null ? deadline : course.deadline();
        Course rolling = new Course(course.run(), course.createdBy(), course.createdAt(), first, last, null);
        return new Release(id, slot, number, kind, State.ROLLING, content, now, seen, rolling);
    }

    /** The same at its end. */
    Release ended(State end, String now, Pods seen, Instant at) {
        Instant applied = end == State.LIVE && course.appliedAt() == null ? at : course.appliedAt();
        Course over = new Course(course.run(), course.createdBy(), course.createdAt(), applied, course.deadline(), at);
        return new Release(id, slot, number, kind, end, content, now, seen, over);
    }
}
