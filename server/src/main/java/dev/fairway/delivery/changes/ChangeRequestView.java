package dev.fairway.delivery.changes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change request as the API shows it.
 *
 * @param description in Markdown
 * @param base commit where source and target parted
 * @param head newest commit of the source branch
 * @param mergeCommit null before it is merged
 */
record ChangeRequestView(
        long id,
        String owner,
        String repository,
        int number,
        String title,
        String description,
        String source,
        String target,
        String author,
        ChangeRequest.State state,
        String base,
        String head,
        @Nullable String mergeCommit,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        Instant createdAt,
        Instant updatedAt) {

    static ChangeRequestView of(ChangeRequest request) {
        return new ChangeRequestView(
                request.id(),
                request.repository().owner(),
                request.repository().name(),
                request.number(),
                request.text().title(),
                request.text().description(),
                request.branches().source(),
                request.branches().target(),
                request.author(),
                request.state(),
                request.commits().base(),
                request.commits().head(),
                request.commits().merge(),
                request.times().endedBy(),
                request.times().endedAt(),
                request.times().createdAt(),
                request.times().updatedAt());
    }
}
