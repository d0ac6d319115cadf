package dev.fairway.access;

import dev.fairway.shared.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Who is doing something: a signed-in person, a credential, or Fairway itself.
 *
 * @param name e-mail of a person, client id of a credential, {@code system} for Fairway
 * @param roles {@code Admin}, {@code Member} or {@code <blueprint>-moderator}
 * @param teams names of the teams the actor belongs to
 * @param origin where the call came from, as the audit log shows it: {@code UI}, {@code API} or a User-Agent
 */
public record Actor(String name, Kind kind, Set<String> roles, Set<String> teams, String origin) {

    public enum Kind {
        PERSON,
        CREDENTIAL,
        SYSTEM
    }

    public static final Actor SYSTEM = new Actor("system", Kind.SYSTEM, Set.of(Role.ADMIN), Set.of(), "system");

    public Actor {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    /** A person. @param origin where the call came from */
    public static Actor of(User user, String origin) {
        return new Actor(user.email(), Kind.PERSON, Set.copyOf(user.roles()), Set.copyOf(user.teams()), origin);
    }

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    public boolean isModeratorOf(String blueprint) {
        return isAdmin() || roles.contains(Role.moderatorOf(blueprint));
    }

    public boolean isInAny(Iterable<String> owners) {
        for (String owner : owners) {
            if (teams.contains(owner)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a block of permissions, {@code {users, roles, teams}}, names the actor. */
    public boolean isNamedIn(JsonNode block) {
        return Json.texts(block.get("users")).contains(name)
                || Json.texts(block.get("roles")).stream().anyMatch(roles::contains)
                || Json.texts(block.get("teams")).stream().anyMatch(teams::contains);
    }

    public Actor withOrigin(String newOrigin) {
        return new Actor(name, kind, roles, teams, newOrigin);
    }
}
