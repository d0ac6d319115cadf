package dev.fairway.selfservice.forms;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Fills forms in. */
@Component
public class Forms {

    private final Catalog catalog;

    Forms(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The form with these values in it, and everything that is wrong with them.
     *
     * @param entity what the request is about, as the API shows it; null for a request about none
     */
    public FilledForm fill(Form form, ObjectNode values, @Nullable ObjectNode entity, Actor actor) {
        return new Filling(form, values, entity, new Chosen(catalog, actor)).filled();
    }
}
