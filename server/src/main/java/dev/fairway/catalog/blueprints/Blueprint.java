package dev.fairway.catalog.blueprints;

import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of entity.
 *
 * @param id names the blueprint in entities; never changes, while the identifier may
 * @param definition everything that was written about it, unknown keys included, as it is given back
 * @param relations by identifier, in the order they were written
 * @param derived by identifier
 */
public record Blueprint(
        Key key,
        ObjectNode definition,
        Map<String, Property> properties,
        Map<String, Relation> relations,
        Map<String, Derived> derived,
        ObjectNode permissions,
        Stamp stamp) {

    /**
     * @param system one of Fairway's own, which can be added to but not removed
     * @param revision differs after every change
     */
    public record Key(int id, String identifier, boolean system, long revision) {}

    public int id() {
        return key.id();
    }

    public String identifier() {
        return key.identifier();
    }

    public String title() {
        String title = Json.textAt(definition, "title");
        return title == null || title.isBlank() ? identifier() : title;
    }

    /**
     * The path of relations along which the owning team is inherited; null when entities carry their own team. The older
     * {@code teamInheritance} counts where {@code ownership} says nothing.
     */
    public @Nullable List<String> inheritedOwnerPath() {
        ObjectNode ownership = Json.objectAt(definition, "ownership");
        String type = Json.textAt(ownership, "type");
        String path = type == null
                ? Json.textAt(Json.objectAt(definition, "teamInheritance"), "path")
                : type.equals("Inherited") ? Json.textAt(ownership, "path") : null;
        return path == null || path.isBlank() ? null : List.of(path.split("\\."));
    }
}
