package dev.fairway.selfservice.spi;

import dev.fairway.shared.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * An action that a pillar offers.
 *
 * @param definition as the API takes it: {@code {identifier, title, description, icon, trigger, invocationMethod}}
 * @param permissions who may ask for it, {@code {execute: {users, roles, teams, ownedByTeam}}}; empty for every member
 * @param changedAt when what it is made from was changed last
 */
public record Offer(ObjectNode definition, ObjectNode permissions, Instant changedAt) {

    public String identifier() {
        return String.valueOf(Json.textAt(definition, "identifier"));
    }
}
