package dev.fairway.selfservice.policy;

import dev.fairway.access.Actor;
import dev.fairway.shared.Json;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Those who may approve, by name. Whoever is in one of the sets may. */
public record Approvers(Set<String> users, Set<String> roles, Set<String> teams) {

    public static Approvers of(JsonNode block) {
        return new Approvers(
                new LinkedHashSet<>(Json.texts(block.get("users"))),
                new LinkedHashSet<>(Json.texts(block.get("roles"))),
                new LinkedHashSet<>(Json.texts(block.get("teams"))));
    }

    Approvers withTeams(Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(teams);
        all.addAll(more);
        return new Approvers(users, roles, all);
    }

    public Approvers withUsers(Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(users);
        all.addAll(more);
        return new Approvers(all, roles, teams);
    }

    public boolean name(Actor actor) {
        return users.contains(actor.name()) || roles.stream().anyMatch(actor.roles()::contains) || actor.isInAny(teams);
    }

    public boolean isEmpty() {
        return users.isEmpty() && roles.isEmpty() && teams.isEmpty();
    }
}
