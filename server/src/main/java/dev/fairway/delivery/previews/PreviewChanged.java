package dev.fairway.delivery.previews;

import dev.fairway.shared.Auditable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A preview was begun, extended, or is to end. */
record PreviewChanged(String identifier, @Nullable Summary before, Summary after, String actor) implements Auditable {

    record Summary(Preview.State state, Instant endsAt, String message) {

        static Summary of(Preview preview) {
            return new Summary(preview.state(), preview.life().endsAt(), preview.message());
        }
    }

    static PreviewChanged of(@Nullable Preview before, Preview after, String actor) {
        return new PreviewChanged(
                after.slot().environment(), before == null ? null : Summary.of(before), Summary.of(after), actor);
    }

    @Override
    public String resource() {
        return "preview";
    }
}
