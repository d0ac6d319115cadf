package dev.fairway.catalog.people;

import dev.fairway.access.Actor;
import dev.fairway.access.CurrentActor;
import dev.fairway.access.Role;
import dev.fairway.access.Team;
import dev.fairway.access.TeamChanged;
import dev.fairway.access.User;
import dev.fairway.access.UserChanged;
import dev.fairway.access.Users;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.SystemBlueprints;
import dev.fairway.catalog.entities.EntityDeletion;
import dev.fairway.catalog.entities.EntityDeletion.OfDependents;
import dev.fairway.catalog.entities.EntityWrites;
import dev.fairway.catalog.entities.WriteMode;
import dev.fairway.catalog.entities.WriteOptions;
import dev.fairway.catalog.search.Entities;
import dev.fairway.shared.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Writes the entity of a user or team in the transaction that changes the user or team. A title that was the name follows it. */
@Component
class PeopleInCatalog {

    private final EntityWrites writes;
    private final EntityDeletion deletion;
    private final Blueprints blueprints;
    private final Entities entities;
    private final Users users;

    PeopleInCatalog(
            EntityWrites writes, EntityDeletion deletion, Blueprints blueprints, Entities entities, Users users) {
        this.writes = writes;
        this.deletion = deletion;
        this.blueprints = blueprints;
        this.entities = entities;
        this.users = users;
    }

    @EventListener
    void on(TeamChanged event) {
        Team before = event.before();
        Team after = event.after();
        if (after == null) {
            remove(SystemBlueprints.TEAM, event.identifier());
        } else {
            write(after, before);
        }
        membersThatChanged(before, after).forEach(email -> users.find(email).ifPresent(user -> write(user, user)));
    }

    @EventListener
    void on(UserChanged event) {
        User after = event.after();
        if (after == null) {
            remove(SystemBlueprints.USER, event.identifier());
        } else {
            write(after, event.before());
        }
    }

    private void write(Team team, @Nullable Team before) {
        Optional<Entity> there = before == null ? Optional.empty() : find(SystemBlueprints.TEAM, before.name());
        ObjectNode entity = Json.object().put("identifier", team.name());
        entity.putObject("properties").put("description", team.description());
        Optional<Entity> shown = there.or(() -> find(SystemBlueprints.TEAM, team.name()));
        if (followsName(shown, before == null ? team.name() : before.name())) {
            entity.put("title", team.name());
        }
        if (there.isPresent()) {
            writes.change(SystemBlueprints.TEAM, there.get().identifier(), entity, null, options(WriteMode.MERGE));
        } else {
            writes.write(SystemBlueprints.TEAM, entity, options(WriteMode.UPSERT_MERGE));
        }
    }

    /** @param before the user as the entity shows it; null when the user is new */
    void write(User user, @Nullable User before) {
        ObjectNode entity = Json.object().put("identifier", user.email());
        entity.putObject("properties").put("status", user.status().name()).set("roles", Json.array(user.roles()));
        entity.putObject("relations").set("teams", Json.array(user.teams()));
        Optional<Entity> shown = find(SystemBlueprints.USER, user.email());
        if (followsName(shown, before == null ? user.displayName() : before.displayName())) {
            entity.put("title", user.displayName());
        }
        writes.write(SystemBlueprints.USER, entity, options(WriteMode.UPSERT_MERGE));
    }

    private Optional<Entity> find(String blueprint, String identifier) {
        return entities.find(blueprints.get(blueprint), identifier);
    }

    private static boolean followsName(Optional<Entity> shown, String nameBefore) {
        String title = shown.map(entity -> entity.heading().title()).orElse(null);
        return title == null || Objects.equals(title, nameBefore);
    }

    private static Set<String> membersThatChanged(@Nullable Team before, @Nullable Team after) {
        List<String> old = before == null || after == null ? List.of() : before.users();
        List<String> now = after == null ? List.of() : after.users();
        Set<String> changed = new HashSet<>(old);
        changed.addAll(now);
        changed.removeIf(email -> old.contains(email) && now.contains(email));
        return changed;
    }

    private void remove(String blueprint, String identifier) {
        deletion.delete(blueprint, List.of(identifier), OfDependents.REFUSED, asAdministrator());
    }

    private static WriteOptions options(WriteMode mode) {
        return new WriteOptions(
                mode,
                WriteOptions.Missing.CREATED,
                WriteOptions.Commit.KEPT,
                WriteOptions.Unknown.REFUSED,
                null,
                asAdministrator());
    }

    /** Whoever may change people may change their entities, under their own name. */
    private static Actor asAdministrator() {
        Actor actor = CurrentActor.find().orElse(Actor.SYSTEM);
        return new Actor(actor.name(), actor.kind(), Set.of(Role.ADMIN), actor.teams(), actor.origin());
    }
}
