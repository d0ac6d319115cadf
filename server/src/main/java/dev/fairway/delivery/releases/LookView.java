package dev.fairway.delivery.releases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a live release was when it was looked at last, as the API shows it.
 *
 * @param drifted how many fields differ from what was released
 * @param complaint why it could not be looked at, or not at all of it; null where it could
 * @param health null before its cluster answered
 * @param message a sentence on what is not well
 * @param unwellSince null where it is well
 */
record LookView(
        Instant at,
        int drifted,
        @Nullable String complaint,
        Health.@Nullable Standing health,
        String message,
        int replicasWanted,
        int replicasReady,
        @Nullable Instant unwellSince) {

    static LookView of(ReleaseLook look, int drifted) {
        ReleaseLook.Unwell unwell = look.unwell();
        return new LookView(
                look.at(),
                drifted,
                look.complaint(),
                look.health(),
                look.message(),
                look.pods().wanted(),
                look.pods().ready(),
                unwell == null ? null : unwell.since());
    }
}
