package dev.fairway.resources.types;

import static fairway.tables.resources.Tables.RESOURCE;
import static fairway.tables.resources.Tables.RESOURCE_TYPE;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.resources.tables.records.ResourceTypeRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The types of resources. There are some dozens at most. */
@Repository
public class ResourceTypes {

    private final DSLContext db;
    private final Clock clock;
    private final TypeCheck check;
    private final ApplicationEventPublisher events;

    ResourceTypes(DSLContext db, Clock clock, TypeCheck check, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.check = check;
        this.events = events;
    }

    /** In the order of their titles. */
    public List<ResourceType> all() {
        return db.selectFrom(RESOURCE_TYPE).orderBy(RESOURCE_TYPE.IDENTIFIER).fetch(ResourceTypes::type);
    }

    public Optional<ResourceType> find(String identifier) {
        return db.selectFrom(RESOURCE_TYPE)
                .where(RESOURCE_TYPE.IDENTIFIER.eq(identifier))
                .fetchOptional(ResourceTypes::type);
    }

    public ResourceType get(String identifier) {
        return find(identifier).orElseThrow(() -> new NotFound("resource type", "identifier", identifier));
    }

    @Transactional
    ResourceType create(ObjectNode body, Actor actor) {
        ObjectNode definition = check.checked(body, all());
        String identifier = definition.path("identifier").asString("");
        if (!insert(identifier, definition, false, actor)) {
            throw Conflict.exists("resource type", identifier);
        }
        events.publishEvent(new ResourceTypeChanged(identifier, null, definition, actor.name()));
        return get(identifier);
    }

    /** Replaces everything but the identifier. What exists already keeps its specification. */
    @Transactional
    ResourceType replace(String identifier, ObjectNode body, Actor actor) {
        ResourceType before = lock(identifier);
        body.put("identifier", identifier);
        ObjectNode definition = check.checked(
                body,
                all().stream()
                        .filter(type -> !type.identifier().equals(identifier))
                        .toList());
        db.update(RESOURCE_TYPE)
                .set(RESOURCE_TYPE.DEFINITION, Json.ordered(definition))
                .set(RESOURCE_TYPE.SHIPPED, false)
                .set(RESOURCE_TYPE.UPDATED_AT, now())
                .set(RESOURCE_TYPE.UPDATED_BY, actor.name())
                .where(RESOURCE_TYPE.IDENTIFIER.eq(identifier))
                .execute();
        events.publishEvent(new ResourceTypeChanged(identifier, before.definition(), definition, actor.name()));
        return get(identifier);
    }

    /** It is refused for what comes with Fairway, and while there are resources of it. */
    @Transactional
    void remove(String identifier, Actor actor) {
        ResourceType before = lock(identifier);
        if (before.isShipped()) {
            throw new Conflict(
                    "shipped_type",
                    "%s comes with Fairway and would come again; set offered to false, and nobody can ask for it"
                            .formatted(before.title()),
                    Map.of("type", identifier));
        }
        int resources = db.fetchCount(RESOURCE, RESOURCE.TYPE.eq(identifier), RESOURCE.STATE.ne("REMOVED"));
        if (resources > 0) {
            throw new Conflict(
                    "has_dependents",
                    "There are %,d resources of type %s; delete them first, or set offered to false"
                            .formatted(resources, before.title()),
                    Map.of("type", identifier, "resources", resources));
        }
        db.deleteFrom(RESOURCE_TYPE)
                .where(RESOURCE_TYPE.IDENTIFIER.eq(identifier))
                .execute();
        events.publishEvent(new ResourceTypeChanged(identifier, before.definition(), null, actor.name()));
    }

    /** Brings what comes with Fairway up to date, unless somebody made it their own. */
    @Transactional
    void ship(ObjectNode definition) {
        String identifier = definition.path("identifier").asString("");
        if (insert(identifier, definition, true, Actor.SYSTEM)) {
            return;
        }
        db.update(RESOURCE_TYPE)
                .set(RESOURCE_TYPE.DEFINITION, Json.ordered(definition))
                .set(RESOURCE_TYPE.UPDATED_AT, now())
                .where(RESOURCE_TYPE.IDENTIFIER.eq(identifier), RESOURCE_TYPE.SHIPPED.isTrue())
                .and(RESOURCE_TYPE.DEFINITION.cast(String.class).ne(definition.toString()))
                .execute();
    }

    private boolean insert(String identifier, ObjectNode definition, boolean isShipped, Actor actor) {
        return db.insertInto(RESOURCE_TYPE)
                        .set(RESOURCE_TYPE.IDENTIFIER, identifier)
                        .set(RESOURCE_TYPE.DEFINITION, Json.ordered(definition))
                        .set(RESOURCE_TYPE.SHIPPED, isShipped)
                        .set(RESOURCE_TYPE.CREATED_AT, now())
                        .set(RESOURCE_TYPE.CREATED_BY, actor.name())
                        .set(RESOURCE_TYPE.UPDATED_AT, now())
                        .set(RESOURCE_TYPE.UPDATED_BY, actor.name())
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    private ResourceType lock(String identifier) {
        return db.selectFrom(RESOURCE_TYPE)
                .where(RESOURCE_TYPE.IDENTIFIER.eq(identifier))
                .forUpdate()
                .fetchOptional(ResourceTypes::type)
                .orElseThrow(() -> new NotFound("resource type", "identifier", identifier));
    }

    private static ResourceType type(ResourceTypeRecord row) {
        return new ResourceType(
                row.getIdentifier(),
                Json.readObject(row.getDefinition()),
                row.getShipped(),
                Stamp.of(row.getCreatedAt(), row.getCreatedBy(), row.getUpdatedAt(), row.getUpdatedBy()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
