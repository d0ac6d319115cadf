package dev.fairway.catalog.pages;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page of the web app, or a saved view of one. Widgets and filters are kept as they were sent.
 *
 * @param owner who sees a private page; null for one that everybody sees
 */
record Page(
        String identifier,
        Type type,
        @Nullable String owner,
        ObjectNode definition,
        ObjectNode permissions,
        Stamp stamp) {

    static final String HOME = "$home";

    private static final String READ = "read";
    private static final String ENTITY_PAGE = "Entity";

    enum Type {
        HOME("home"),
        DASHBOARD("dashboard"),
        ENTITIES("blueprint-entities"),
        ENTITY("entity");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        static @Nullable Type of(@Nullable String name) {
            for (Type type : values()) {
                if (type.wireName.equals(name)) {
                    return type;
                }
            }
            return null;
        }

        /** What a page is when nobody says. */
        static Type usualFor(String identifier) {
            if (identifier.equals(Page.HOME)) {
                return Type.HOME;
            }
            return isEntityPage(identifier) ? ENTITY : DASHBOARD;
        }

        String wireName() {
            return wireName;
        }
    }

    /** The page of one entity exists for every blueprint without being created. */
    static String entityPageOf(String blueprint) {
        return blueprint + ENTITY_PAGE;
    }

    static boolean isEntityPage(String identifier) {
        return identifier.endsWith(ENTITY_PAGE) && identifier.length() > ENTITY_PAGE.length();
    }

    @Nullable
    String blueprint() {
        return Json.textAt(definition, "blueprint");
    }

    /** A view that somebody saved of a blueprint's page. */
    boolean isSavedView() {
        return type == Type.ENTITIES && Json.textAt(definition, "parent") != null && !identifier.equals(blueprint());
    }

    /** Nobody but its owner sees a private page; of the others an administrator sees every one. */
    boolean isVisibleTo(Actor actor) {
        return owner == null ? actor.isAdmin() || actor.isNamedIn(permissions.path(READ)) : owner.equals(actor.name());
    }

    boolean mayBeChangedBy(Actor actor) {
        return actor.isAdmin()
                || Objects.equals(owner, actor.name())
                || (isSavedView() && stamp.createdBy().equals(actor.name()));
    }

    ObjectNode json() {
        ObjectNode json = definition.deepCopy();
        json.put("identifier", identifier);
        json.put("type", type.wireName());
        json.put("createdAt", Timestamps.format(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Timestamps.format(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }
}
