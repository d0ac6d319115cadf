package dev.fairway.selfservice.executors;

import dev.fairway.access.Actor;
import dev.fairway.access.Role;
import dev.fairway.catalog.Catalog;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Template;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code UPSERT_ENTITY}: writes an entity of the catalog as the mapping says. Whoever may execute the action may do this. */
@Component
class UpsertEntity implements Executor.Inside {

    private final Catalog catalog;

    UpsertEntity(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String type() {
        return "UPSERT_ENTITY";
    }

    @Override
    public Outcome execute(Task task, ObjectNode scope) {
        ObjectNode invocation = task.config();
        String blueprint = Template.text(String.valueOf(Json.textAt(invocation, "blueprintIdentifier")), scope);
        ObjectNode body = (ObjectNode) Template.fill(Json.objectAt(invocation, "mapping"), scope);
        ObjectNode written = catalog.upsert(blueprint, body, task.run(), onBehalfOf(task));
        String identifier = Json.textAt(written, "identifier");
        ObjectNode response = Json.object().put("blueprint", blueprint).put("identifier", identifier);
        return Outcome.done(response, "Wrote %s \"%s\"".formatted(blueprint, identifier));
    }

    /** The action was allowed to do it by whoever made it; the log names who asked. */
    private static Actor onBehalfOf(Task task) {
        return new Actor(task.by(), Actor.Kind.SYSTEM, Set.of(Role.ADMIN), Set.of(), "self-service");
    }
}
