package dev.fairway.delivery.releases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A release as the API shows it. @param wanted what the release wrote into the values, with the image */
record ReleaseView(
        String id,
        String service,
        String environment,
        int number,
        Release.Kind kind,
        Release.State state,
        String message,
        ObjectNode wanted,
        @Nullable Integer goesBackTo,
        int replicasWanted,
        int replicasReady,
        String valuesCommit,
        @Nullable String deploymentsCommit,
        @Nullable String run,
        String createdBy,
        Instant createdAt,
        @Nullable Instant appliedAt,
        @Nullable Instant endedAt) {

    static ReleaseView of(Release release) {
        return new ReleaseView(
                release.id(),
                release.slot().service(),
                release.slot().environment(),
                release.number(),
                release.kind(),
                release.state(),
                release.message(),
                release.content().wanted(),
                release.content().goesBackTo(),
                release.pods().wanted(),
                release.pods().ready(),
                release.content().valuesCommit(),
                release.content().deploymentsCommit(),
                release.course().run(),
                release.course().createdBy(),
                release.course().createdAt(),
                release.course().appliedAt(),
                release.course().endedAt());
    }
}
