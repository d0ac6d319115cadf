package dev.fairway.selfservice.actions;

import static fairway.tables.selfservice.Tables.ACTION;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Timestamps;
import fairway.tables.selfservice.tables.records.ActionRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What people may ask for, and what follows from events. */
@Repository
public class Actions {

    private final DSLContext db;
    private final Clock clock;
    private final Catalog catalog;
    private final ApplicationEventPublisher events;
    private final List<ActionSource> others;

    Actions(DSLContext db, Clock clock, Catalog catalog, ApplicationEventPublisher events, List<ActionSource> others) {
        this.db = db;
        this.clock = clock;
        this.catalog = catalog;
        this.events = events;
        this.others = others;
    }

    /** In the order in which they were made. */
    List<Action> all(ActionFilter filter) {
        return db
                .selectFrom(ACTION)
                .where(filter.identifier() == null ? noCondition() : ACTION.IDENTIFIER.eq(filter.identifier()))
                .orderBy(ACTION.ID)
                .fetch(Actions::action)
                .stream()
                .filter(filter::admits)
                .toList();
    }

    Action get(String identifier) {
        return find(identifier).orElseThrow(() -> new NotFound("action", "identifier", identifier));
    }

    /** What can be asked for under an identifier, an action or what is asked for like one. */
    public Action offered(String identifier) {
        return findOffered(identifier).orElseThrow(() -> new NotFound("action", "identifier", identifier));
    }

    /** The same, where it may be gone. */
    public Optional<Action> findOffered(String identifier) {
        return find(identifier).or(() -> elsewhere(identifier));
    }

    private Optional<Action> elsewhere(String identifier) {
        return others.stream().flatMap(other -> other.find(identifier).stream()).findFirst();
    }

    /** Everything that can be asked for, and what follows by itself. */
    List<Action> offered() {
        return Stream.concat(all(ActionFilter.ALL).stream(), others.stream().flatMap(other -> other.all().stream()))
                .toList();
    }

    /** What follows by itself and is switched on. */
    public List<Action> automations() {
        return offered().stream()
                .filter(action -> action.isPublished()
                        && ActionDefinition.AUTOMATION.equals(Json.textAt(action.trigger(), "type")))
                .toList();
    }

    public boolean has(String identifier) {
        return find(identifier).isPresent();
    }

    @Transactional
    Action create(ObjectNode body, Actor actor) {
        ObjectNode definition = checked(body);
        String identifier = definition.get("identifier").stringValue();
        OffsetDateTime now = now();
        int inserted = db.insertInto(ACTION)
                .set(ACTION.IDENTIFIER, identifier)
                .set(ACTION.DEFINITION, Json.ordered(definition))
                .set(ACTION.PERMISSIONS, Json.jsonb(Json.object()))
                .set(ACTION.CREATED_AT, now)
                .set(ACTION.CREATED_BY, actor.name())
                .set(ACTION.UPDATED_AT, now)
                .set(ACTION.UPDATED_BY, actor.name())
                .onConflictDoNothing()
                .execute();
        if (inserted == 0 || elsewhere(identifier).isPresent()) {
            throw Conflict.exists("action", identifier);
        }
        events.publishEvent(new ActionChanged(identifier, null, definition, actor.name()));
        return get(identifier);
    }

    /**
     * Replaces everything but the permissions; what the body does not mention is gone. May rename the action.
     *
     * @param from when what the change was made from was saved, as the API shows it; null when whoever sends it does not say
     * @throws Conflict when somebody else changed it since
     */
    @Transactional
    Action replace(String identifier, ObjectNode body, @Nullable String from, Actor actor) {
        Action before = lock(identifier);
        String saved = Timestamps.format(before.stamp().updatedAt());
        if (from != null && !from.equals(saved)) {
            throw new Conflict(
                    "changed_meanwhile",
                    "%s changed \"%s\" at %s, and this was made from what it was before; look at it again and save then"
                            .formatted(before.stamp().updatedBy(), identifier, saved),
                    Map.of("identifier", identifier, "updatedAt", saved));
        }
        if (!body.has("identifier")) {
            body.put("identifier", identifier);
        }
        ObjectNode definition = checked(body);
        String renamed = definition.get("identifier").stringValue();
        if (!renamed.equals(identifier)
                && (find(renamed).isPresent() || elsewhere(renamed).isPresent())) {
            throw Conflict.exists("action", renamed);
        }
        db.update(ACTION)
                .set(ACTION.IDENTIFIER, renamed)
                .set(ACTION.DEFINITION, Json.ordered(definition))
                .set(ACTION.UPDATED_AT, now())
                .set(ACTION.UPDATED_BY, actor.name())
                .where(ACTION.ID.eq(before.id()))
                .execute();
        events.publishEvent(new ActionChanged(renamed, before.definition(), definition, actor.name()));
        return get(renamed);
    }

    @Transactional
    void remove(String identifier, Actor actor) {
        Action before = lock(identifier);
        db.deleteFrom(ACTION).where(ACTION.ID.eq(before.id())).execute();
        events.publishEvent(new ActionChanged(identifier, before.definition(), null, actor.name()));
    }

    /** @return the whole tree of permissions after the change */
    @Transactional
    ObjectNode changePermissions(String identifier, ObjectNode change, Actor actor) {
        Action before = lock(identifier);
        ObjectNode permissions = ActionPermissions.merged(before.permissions(), change);
        db.update(ACTION)
                .set(ACTION.PERMISSIONS, Json.jsonb(permissions))
                .where(ACTION.ID.eq(before.id()))
                .execute();
        events.publishEvent(new ActionPermissionsChanged(identifier, before.permissions(), permissions, actor.name()));
        return ActionPermissions.complete(permissions);
    }

    private ObjectNode checked(ObjectNode body) {
        ObjectNode definition = ActionDefinition.checked(body);
        ActionDefinition.blueprintsOf(definition).stream()
                .filter(blueprint -> !catalog.hasBlueprint(blueprint))
                .findFirst()
                .ifPresent(missing -> {
                    throw new NotFound("blueprint", "identifier", missing);
                });
        return definition;
    }

    private Action lock(String identifier) {
        return db.selectFrom(ACTION)
                .where(ACTION.IDENTIFIER.eq(identifier))
                .forUpdate()
                .fetchOptional(Actions::action)
                .orElseThrow(() -> new NotFound("action", "identifier", identifier));
    }

    Optional<Action> find(String identifier) {
        return db.selectFrom(ACTION).where(ACTION.IDENTIFIER.eq(identifier)).fetchOptional(Actions::action);
    }

    private static Action action(ActionRecord row) {
        return new Action(
                row.getId(),
                row.getIdentifier(),
                Json.readObject(row.getDefinition()),
                Json.readObject(row.getPermissions()),
                Stamp.of(row.getCreatedAt(), row.getCreatedBy(), row.getUpdatedAt(), row.getUpdatedBy()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
