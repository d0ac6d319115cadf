package dev.fairway.selfservice.actions;

import dev.fairway.shared.Auditable;
import tools.jackson.databind.node.ObjectNode;

/** Who may execute or approve an action was decided anew. */
record ActionPermissionsChanged(String identifier, ObjectNode before, ObjectNode after, String actor)
        implements Auditable {

    @Override
    public Action action() {
        return Action.UPDATE;
    }

    @Override
    public String resource() {
        return "action-permissions";
    }
}
