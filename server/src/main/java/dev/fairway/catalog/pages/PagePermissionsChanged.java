package dev.fairway.catalog.pages;

import dev.fairway.shared.Auditable;
import tools.jackson.databind.node.ObjectNode;

/** Who reads or changes a page was decided anew. */
record PagePermissionsChanged(ObjectNode before, ObjectNode after, String identifier, String actor)
        implements Auditable {

    @Override
    public Action action() {
        return Action.UPDATE;
    }

    @Override
    public String resource() {
        return "page-permissions";
    }
}
