package dev.fairway.selfservice.spi;

import dev.fairway.shared.Json;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An action that a pillar offers.
 *
 * @param definition as the API takes it: {@code {identifier, title, description, icon, trigger, invocationMethod}}
 * @param permissions who may ask for it, {@code {execute: {users, roles, teams, ownedByTeam}}}; empty for every member
 * @param changedAt when what it is made from was changed last
 */
public record Offer(ObjectNode definition, ObjectNode permissions, Instant changedAt) {

    /**
     * What an action says of itself.
     *
     * @param icon name of a drawing
     * @param button the verb on its button
     */
    public record Words(String identifier, String title, String description, String icon, String button) {}

    /**
     * The definition of an action that people ask for by a form.
     *
     * @param operation {@code CREATE}, {@code DAY-2} or {@code DELETE}
     * @param form {@code {properties, required}}
     * @param invocation with its {@code type}
     */
    public static ObjectNode definition(Words words, String operation, ObjectNode form, ObjectNode invocation) {
        ObjectNode definition =
                Json.object().put("identifier", words.identifier()).put("title", words.title());
        definition.put("description", words.description()).put("icon", words.icon());
        ObjectNode trigger =
                definition.putObject("trigger").put("type", "self-service").put("operation", operation);
        JsonNode about = invocation.get("blueprintIdentifier");
        if (about != null) {
            trigger.set("blueprintIdentifier", about);
        }
        trigger.put("actionCardButtonText", words.button()).put("executeActionButtonText", words.button());
        trigger.set("userInputs", form);
        definition.set("invocationMethod", invocation);
        return definition;
    }

    public String identifier() {
        return String.valueOf(Json.textAt(definition, "identifier"));
    }
}
