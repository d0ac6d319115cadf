package dev.fairway.catalog.people;

import dev.fairway.access.Actor;
import dev.fairway.access.CurrentActor;
import dev.fairway.access.Role;
import dev.fairway.access.Team;
import dev.fairway.access.TeamChanged;
import dev.fairway.access.User;
import dev.fairway.access.UserChanged;
import dev.fairway.catalog.blueprints.SystemBlueprints;
import dev.fairway.catalog.entities.EntityDeletion;
import dev.fairway.catalog.entities.EntityDeletion.OfDependents;
import dev.fairway.catalog.entities.EntityWrites;
import dev.fairway.catalog.entities.WriteMode;
import dev.fairway.catalog.entities.WriteOptions;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Writes the entity of a user or team in the transaction that changes the user or team. */
@Component
class PeopleInCatalog {

    private final EntityWrites writes;
    private final EntityDeletion deletion;

    PeopleInCatalog(EntityWrites writes, EntityDeletion deletion) {
        this.writes = writes;
        this.deletion = deletion;
    }

    @EventListener
    void on(TeamChanged event) {
        Team before = event.before();
        Team after = event.after();
        if (after == null) {
            remove(SystemBlueprints.TEAM, before == null ? "" : before.name());
        } else if (before == null) {
            writes.write(SystemBlueprints.TEAM, entity(after), options(WriteMode.UPSERT_MERGE));
        } else {
            writes.change(SystemBlueprints.TEAM, before.name(), entity(after), null, options(WriteMode.MERGE));
        }
    }

    @EventListener
    void on(UserChanged event) {
        User after = event.after();
        if (after == null) {
            remove(SystemBlueprints.USER, event.identifier());
        } else {
            writes.write(SystemBlueprints.USER, entity(after), options(WriteMode.UPSERT_MERGE));
        }
    }

    private void remove(String blueprint, String identifier) {
        deletion.delete(blueprint, List.of(identifier), OfDependents.REFUSED, asAdministrator());
    }

    private static ObjectNode entity(Team team) {
        ObjectNode entity = Json.object().put("identifier", team.name()).put("title", team.name());
        entity.putObject("properties").put("description", team.description());
        return entity;
    }

    private static ObjectNode entity(User user) {
        ObjectNode entity = Json.object().put("identifier", user.email()).put("title", user.displayName());
        entity.putObject("properties").put("status", user.status().name()).set("roles", Json.array(user.roles()));
        entity.putObject("relations").set("teams", Json.array(user.teams()));
        return entity;
    }

    private static WriteOptions options(WriteMode mode) {
        return new WriteOptions(mode, WriteOptions.Missing.CREATED, WriteOptions.Commit.KEPT, null, asAdministrator());
    }

    /** Whoever may change people may change their entities, under their own name. */
    private static Actor asAdministrator() {
        Actor actor = CurrentActor.find().orElse(Actor.SYSTEM);
        return new Actor(actor.name(), actor.kind(), Set.of(Role.ADMIN), actor.teams(), actor.origin());
    }
}
