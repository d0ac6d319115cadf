package dev.fairway.catalog.people;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Role;
import dev.fairway.access.Team;
import dev.fairway.access.Teams;
import dev.fairway.access.User;
import dev.fairway.access.Users;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.SystemBlueprints;
import dev.fairway.catalog.entities.SystemEntitiesDeleted;
import dev.fairway.catalog.entities.SystemEntityWritten;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Follows what is written to the entities of users and teams, in the same transaction. What is in step already is left
 * alone, so that the entity which is written because a user or team changed comes to an end here.
 */
@Component
class PeopleFromCatalog {

    private final Teams teams;
    private final Users users;
    private final PeopleInCatalog catalog;

    PeopleFromCatalog(Teams teams, Users users, PeopleInCatalog catalog) {
        this.teams = teams;
        this.users = users;
        this.catalog = catalog;
    }

    @EventListener
    void on(SystemEntityWritten event) {
        switch (event.after().key().ref().blueprint()) {
            case SystemBlueprints.TEAM -> followTeam(event);
            case SystemBlueprints.USER -> followUser(event);
            default -> {}
        }
    }

    @EventListener
    void on(SystemEntitiesDeleted event) {
        for (String identifier : event.identifiers()) {
            if (event.blueprint().equals(SystemBlueprints.TEAM)) {
                teams.find(identifier).ifPresent(team -> teams.remove(identifier, allowed(event.actor())));
            } else if (event.blueprint().equals(SystemBlueprints.USER)) {
                users.find(identifier).ifPresent(user -> users.remove(identifier, allowed(event.actor())));
            }
        }
    }

    private void followTeam(SystemEntityWritten event) {
        Entity entity = event.after();
        Teams.Content content =
                new Teams.Content(entity.identifier(), Json.textAt(entity.properties(), "description"), null);
        Optional<Team> team =
                Optional.ofNullable(event.before()).flatMap(teams::find).or(() -> teams.find(entity.identifier()));
        if (team.isEmpty()) {
            teams.create(content, allowed(event.actor()));
        } else if (!content.name().equals(team.get().name())
                || !Objects.equals(content.description(), team.get().description())) {
            teams.change(team.get().name(), content, allowed(event.actor()));
        }
    }

    private void followUser(SystemEntityWritten event) {
        Entity entity = event.after();
        String email = entity.identifier();
        refuseAnotherEmail(event.before(), email);
        Optional<User> user = users.find(email);
        Users.Change change = change(entity);
        if (user.isEmpty()) {
            List<String> roles = Objects.requireNonNullElse(change.roles(), List.of(Role.MEMBER));
            users.invite(email, new Users.Change(null, roles, change.teams(), null), allowed(event.actor()));
            if (change.status() != null && change.status() != User.Status.INVITED) {
                users.change(email, new Users.Change(null, null, null, change.status()), allowed(event.actor()));
            }
        } else if (!isInStep(user.get(), change)) {
            users.change(email, change, allowed(event.actor()));
        } else if (change.roles() == null || change.status() == null) {
            catalog.write(user.get(), user.get());
        }
    }

    private static Users.Change change(Entity entity) {
        JsonNode roles = entity.properties().get("roles");
        String status = Json.textAt(entity.properties(), "status");
        return new Users.Change(
                null,
                Json.isNull(roles) ? null : Json.texts(roles),
                entity.relations().getOrDefault("teams", List.of()),
                status == null ? null : User.Status.valueOf(status));
    }

    private static boolean isInStep(User user, Users.Change change) {
        return (change.roles() == null || Set.copyOf(change.roles()).equals(Set.copyOf(user.roles())))
                && (change.status() == null || change.status() == user.status())
                && (change.teams() == null || Set.copyOf(change.teams()).equals(Set.copyOf(user.teams())));
    }

    private static void refuseAnotherEmail(@Nullable String before, String email) {
        if (!email.equals(email.toLowerCase(Locale.ROOT))) {
            throw new InvalidInput("identifier", "\"%s\" has to be the e-mail in small letters".formatted(email));
        }
        if (before != null && !before.equals(email)) {
            throw new InvalidInput(
                    "identifier", "the e-mail of \"%s\" cannot be changed; invite \"%s\"".formatted(before, email));
        }
    }

    /** Blueprint permissions may let others change added properties; people are for those who manage people. */
    private static Actor allowed(Actor actor) {
        if (!Permission.MANAGE_PEOPLE.isGrantedTo(actor)) {
            throw new Refused(
                    "%s needs the role Admin to change users and teams; ask an administrator".formatted(actor.name()));
        }
        return actor;
    }
}
