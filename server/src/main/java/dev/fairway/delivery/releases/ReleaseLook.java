package dev.fairway.delivery.releases;

import dev.fairway.delivery.releases.Release.Pods;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a live release was when it was looked at last.
 *
 * @param complaint why it could not be looked at, or not at all of it; null where it could
 * @param health null before its cluster answered
 * @param message a sentence on what is not well
 * @param unwell null where it is well
 */
record ReleaseLook(
        String release,
        Instant at,
        @Nullable String complaint,
        Health.@Nullable Standing health,
        String message,
        Pods pods,
        @Nullable Unwell unwell) {

    /** @param isTold whether its team was told */
    record Unwell(Instant since, boolean isTold) {}

    /** Of a release that was not reached. */
    static ReleaseLook missed(Release release, @Nullable ReleaseLook before, String complaint, Instant now) {
        return before == null
                ? new ReleaseLook(release.id(), now, complaint, null, "", release.pods(), null)
                : new ReleaseLook(
                        release.id(),
                        now,
                        complaint,
                        before.health(),
                        before.message(),
                        before.pods(),
                        before.unwell());
    }
}
