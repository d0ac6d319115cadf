package dev.fairway.clusters;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/** How a manifest meets fields that others set, and whether anything is kept of it. */
enum Patch {
    APPLY,
    TAKE_OVER,
    REHEARSE;

    /** A field that the API server doesn't know is refused, not left out. */
    private static final String STRICT = "Strict";

    PatchContext by(Owner owner) {
        PatchContext.Builder context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(owner.fieldManager())
                .withFieldValidation(STRICT)
                .withForce(this != APPLY);
        return (this == REHEARSE ? context.withDryRun(List.of("All")) : context).build();
    }
}
