package dev.fairway.delivery.freezes;

import dev.fairway.shared.Auditable;
import org.jspecify.annotations.Nullable;

/** A freeze window was made, changed or removed. */
record FreezeChanged(
        String identifier,
        @Nullable Summary before,
        @Nullable Summary after,
        String actor) implements Auditable {

    record Summary(String environment, String name, String reason, String window) {

        static @Nullable Summary of(@Nullable Freeze freeze) {
            return freeze == null
                    ? null
                    : new Summary(
                            freeze.environment(),
                            freeze.name(),
                            freeze.reason(),
                            freeze.window().toString());
        }
    }

    static FreezeChanged of(@Nullable Freeze before, @Nullable Freeze after, String actor) {
        Freeze any = after == null ? before : after;
        return new FreezeChanged(any == null ? "" : any.id(), Summary.of(before), Summary.of(after), actor);
    }

    @Override
    public String resource() {
        return "freeze";
    }
}
