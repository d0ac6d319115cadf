package dev.fairway.delivery.previews;

import dev.fairway.delivery.releases.Release.Slot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change request that runs by itself.
 *
 * @param slot where its releases follow one another
 * @param base the environment that it is tried in
 * @param message what there is to say of its end; empty for nothing
 */
record Preview(Slot slot, Tried tried, String base, Address address, State state, String message, Life life) {

    /** From now, however often it is extended. */
    static final Duration LONGEST = Duration.ofDays(14);

    /** The change request. @param outside null where it is here */
    record Tried(String repositoryId, int change, @Nullable Outside outside) {}

    /** One of a Git host outside. @param name as people write it @param url where they read it */
    record Outside(String name, String url) {}

    enum State {
        RUNNING,
        /** What runs of it is being taken away. */
        ENDING,
        ENDED
    }

    /** @param domain null for none */
    record Address(String namespace, @Nullable String domain) {}

    record Life(
            String createdBy,
            Instant createdAt,
            Instant endsAt,
            @Nullable Instant endedAt) {}

    String service() {
        return slot.service();
    }

    String repositoryId() {
        return tried.repositoryId();
    }

    int change() {
        return tried.change();
    }

    Preview with(State next, String why) {
        return new Preview(slot, tried, base, address, next, why, life);
    }

    Preview endedAt(Instant end) {
        return with(new Life(life.createdBy(), life.createdAt(), life.endsAt(), end));
    }

    Preview until(Instant end) {
        return with(new Life(life.createdBy(), life.createdAt(), end, life.endedAt()));
    }

    private Preview with(Life other) {
        return new Preview(slot, tried, base, address, state, message, other);
    }
}
