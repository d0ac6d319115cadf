package dev.fairway.catalog.blueprints;

import dev.fairway.shared.Auditable;
import tools.jackson.databind.node.ObjectNode;

/** Who may do what with the entities of a blueprint changed. */
record PermissionsChanged(String identifier, ObjectNode before, ObjectNode after, String actor) implements Auditable {

    @Override
    public Action action() {
        return Action.UPDATE;
    }

    @Override
    public String resource() {
        return "blueprint-permissions";
    }
}
