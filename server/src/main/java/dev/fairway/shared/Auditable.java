package dev.fairway.shared;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fact that belongs in the audit log. {@code access} records every published event that implements it. */
public interface Auditable {

    enum Action {
        CREATE,
        UPDATE,
        DELETE
    }

    /** Made where there was nothing before, deleted where there is nothing now. */
    default Action action() {
        return before() == null ? Action.CREATE : after() == null ? Action.DELETE : Action.UPDATE;
    }

    /** The kind of thing that changed, such as {@code team}. */
    String resource();

    String identifier();

    /** Who did it: an e-mail, a client id, or {@code system}. */
    String actor();

    /** What the thing was before; null when it was not there. Without secrets. */
    @Nullable
    Object before();

    /** What the thing is now; null when it is gone. Without secrets. */
    @Nullable
    Object after();

    default Map<String, String> context() {
        return Map.of();
    }
}
