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
record Preview(
        Slot slot,
        String repositoryId,
        int change,
        String base,
        Address address,
        State state,
        String message,
        Life life) {

    /** From now, however often it is extended. */
    static final Duration LONGEST = Duration.ofDays(14);

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

    Preview with(State next, String why) {
        return new Preview(slot, repositoryId, change, base, address, next, why, life);
    }

    Preview until(Instant end) {
        return new Preview(
                slot,
                repositoryId,
                change,
                base,
                address,
                state,
                message,
                new Life(life.createdBy(), life.createdAt(), end, life.endedAt()));
    }
}
