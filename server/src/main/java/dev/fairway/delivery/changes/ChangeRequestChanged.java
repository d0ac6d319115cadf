package dev.fairway.delivery.changes;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A change request was opened, changed, pushed to, merged, closed or reopened. Published inside the transaction that does it. */
public record ChangeRequestChanged(@Nullable ChangeRequest earlier, ChangeRequest now, String actor)
        implements Auditable {

    public record Summary(String title, String source, String target, ChangeRequest.State state, String head) {
        static Summary of(ChangeRequest request) {
            return new Summary(
                    request.text().title(),
                    request.branches().source(),
                    request.branches().target(),
                    request.state(),
                    request.commits().head());
        }
    }

    @Override
    public String resource() {
        return "change_request";
    }

    @Override
    public String identifier() {
        return now.name();
    }

    @Override
    public @Nullable Object before() {
        return earlier == null ? null : Summary.of(earlier);
    }

    @Override
    public Object after() {
        return Summary.of(now);
    }
}
