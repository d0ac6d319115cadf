package dev.fairway.selfservice.actions;

import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that people ask for, or that follows by itself from an event.
 *
 * @param id never changes, while the identifier may
 * @param definition everything that was written about it, unknown keys included, as it is given back
 * @param permissions what was said about who may execute and approve it
 */
public record Action(int id, String identifier, ObjectNode definition, ObjectNode permissions, Stamp stamp) {

    public ObjectNode trigger() {
        return Json.objectAt(definition, "trigger");
    }

    /** The blueprint whose entities it is about; null for one about none, and for automations. */
    public @Nullable String blueprint() {
        return Json.textAt(trigger(), "blueprintIdentifier");
    }

    public ObjectNode invocation() {
        return Json.objectAt(definition, "invocationMethod");
    }

    public ObjectNode form() {
        return Json.objectAt(trigger(), "userInputs");
    }

    public boolean isPublished() {
        return definition.path("publish").asBoolean(true);
    }

    /** As the API shows it. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", "action_" + id);
        json.setAll(definition);
        json.put("identifier", identifier);
        json.put("createdAt", Timestamps.format(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Timestamps.format(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }
}
