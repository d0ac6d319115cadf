package dev.fairway.catalog.blueprints;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.ENTITY;

import dev.fairway.access.Actor;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of entities. Reads come from memory; a change is seen by every read that begins after its commit. */
@Repository
public class Blueprints {

    private final DSLContext db;
    private final Clock clock;
    private final BlueprintCache cache;
    private final RelationRows relations;
    private final ApplicationEventPublisher events;

    Blueprints(
            DSLContext db,
            Clock clock,
            BlueprintCache cache,
            RelationRows relations,
            ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.cache = cache;
        this.relations = relations;
        this.events = events;
    }

    /** In the order in which they were made. */
    public Collection<Blueprint> all() {
        return cache.current().values();
    }

    public Optional<Blueprint> find(String identifier) {
        return Optional.ofNullable(cache.current().get(identifier));
    }

    public Blueprint get(String identifier) {
        return find(identifier).orElseThrow(() -> new NotFound("blueprint", "identifier", identifier));
    }

    @Transactional
    public Blueprint create(ObjectNode body, CatalogPage page, Actor actor) {
        Blueprint created = insert(body, false, actor);
        if (page == CatalogPage.MADE) {
            events.publishEvent(new CatalogPageWanted(created, actor));
        }
        return created;
    }

    /** Whether a new blueprint gets a page that lists its entities. */
    public enum CatalogPage {
        MADE,
        LEFT_OUT
    }

    /** Makes one of Fairway's own blueprints, which nobody can remove. */
    @Transactional
    public Blueprint createSystem(ObjectNode body) {
        Blueprint created = insert(body, true, Actor.SYSTEM);
        events.publishEvent(new CatalogPageWanted(created, Actor.SYSTEM));
        return created;
    }

    private Blueprint insert(ObjectNode body, boolean system, Actor actor) {
        ObjectNode definition = Definition.checked(body);
        String identifier = definition.get("identifier").stringValue();
        OffsetDateTime now = now();
        Optional<Integer> id = db.insertInto(BLUEPRINT)
                .set(BLUEPRINT.IDENTIFIER, identifier)
                .set(BLUEPRINT.DEFINITION, Json.ordered(definition))
                .set(BLUEPRINT.PERMISSIONS, Json.jsonb(Json.object()))
                .set(BLUEPRINT.SYSTEM, system)
                .set(BLUEPRINT.CREATED_AT, now)
                .set(BLUEPRINT.CREATED_BY, actor.name())
                .set(BLUEPRINT.UPDATED_AT, now)
                .set(BLUEPRINT.UPDATED_BY, actor.name())
                .onConflict(BLUEPRINT.IDENTIFIER)
                .doNothing()
                .returningResult(BLUEPRINT.ID)
                .fetchOptional(BLUEPRINT.ID);
        relations.write(id.orElseThrow(() -> Conflict.exists("blueprint", identifier)), definition);
        cache.changed();
        Blueprint created = checkedReferences(get(identifier));
        events.publishEvent(new BlueprintChanged(identifier, null, definition, actor.name()));
        return created;
    }

    /** Replaces everything; what the body does not mention is gone. May give the blueprint another identifier. */
    @Transactional
    public Blueprint replace(String identifier, ObjectNode body, Actor actor) {
        Blueprint before = lock(identifier);
        if (!body.has("identifier")) {
            body.put("identifier", identifier);
        }
        ObjectNode definition = Definition.checked(body);
        SystemBlueprints.keepBuiltIn(before, definition);
        String renamed = definition.get("identifier").stringValue();
        if (!renamed.equals(identifier)) {
            rename(before, renamed);
            References.rename(definition, identifier, renamed);
        }
        db.update(BLUEPRINT)
                .set(BLUEPRINT.DEFINITION, Json.ordered(definition))
                .set(BLUEPRINT.UPDATED_AT, now())
                .set(BLUEPRINT.UPDATED_BY, actor.name())
                .where(BLUEPRINT.ID.eq(before.id()))
                .execute();
        relations.write(before.id(), definition);
        cache.changed();
        Blueprint after = checkedReferences(get(renamed));
        forgetRemovedProperties(before, after);
        events.publishEvent(new BlueprintChanged(renamed, before.definition(), definition, actor.name()));
        return after;
    }

    /** Replaces the top-level parts that the body mentions and leaves the others. */
    @Transactional
    public Blueprint merge(String identifier, ObjectNode body, Actor actor) {
        ObjectNode merged = get(identifier).definition().deepCopy();
        merged.setAll(body);
        return replace(identifier, merged, actor);
    }

    @Transactional
    public void remove(String identifier, Actor actor) {
        Blueprint blueprint = lock(identifier);
        if (blueprint.key().system()) {
            throw new Conflict(
                    "system_blueprint",
                    "\"%s\" is built in and cannot be removed".formatted(identifier),
                    Map.of("blueprint", identifier));
        }
        int entities = db.fetchCount(ENTITY, ENTITY.BLUEPRINT_ID.eq(blueprint.id()));
        if (entities > 0) {
            throw new Conflict(
                    "has_dependents",
                    "Blueprint \"%s\" has %,d entities; delete them first".formatted(identifier, entities),
                    Map.of("blueprint", identifier, "entitiesCount", entities));
        }
        refuseWhileReferenced(identifier);
        relations.removeOf(blueprint.id());
        db.deleteFrom(BLUEPRINT).where(BLUEPRINT.ID.eq(blueprint.id())).execute();
        cache.changed();
        events.publishEvent(new BlueprintChanged(identifier, blueprint.definition(), null, actor.name()));
    }

    @Transactional
    public Blueprint changePermissions(String identifier, ObjectNode permissions, Actor actor) {
        Blueprint before = lock(identifier);
        db.update(BLUEPRINT)
                .set(BLUEPRINT.PERMISSIONS, Json.jsonb(permissions))
                .where(BLUEPRINT.ID.eq(before.id()))
                .execute();
        cache.changed();
        events.publishEvent(new PermissionsChanged(identifier, before.permissions(), permissions, actor.name()));
        return get(identifier);
    }

    /**
     * Keeps the blueprint as it is until the transaction ends, while others may go on writing entities too.
     *
     * @return the blueprint as it is: what was known of it may have been changed elsewhere just now
     * @throws NotFound when it was removed just now
     */
    public Blueprint kept(Blueprint known) {
        db.fetch("select pg_advisory_xact_lock_shared(?, ?)", BlueprintCache.LOCK, known.id());
        return asItIs(known);
    }

    private Blueprint asItIs(Blueprint known) {
        if (BlueprintRows.isCurrent(db, known.key())) {
            return known;
        }
        cache.forget();
        return all().stream()
                .filter(blueprint -> blueprint.id() == known.id())
                .findFirst()
                .orElseThrow(() -> new NotFound("blueprint", "identifier", known.identifier()));
    }

    private Blueprint lock(String identifier) {
        Blueprint known = get(identifier);
        db.fetch("select pg_advisory_xact_lock(?, ?)", BlueprintCache.LOCK, known.id());
        return asItIs(known);
    }

    private void rename(Blueprint before, String renamed) {
        if (before.key().system()) {
            throw new Conflict(
                    "system_blueprint",
                    "\"%s\" is built in and keeps its name".formatted(before.identifier()),
                    Map.of("blueprint", before.identifier()));
        }
        if (find(renamed).isPresent()) {
            throw Conflict.exists("blueprint", renamed);
        }
        db.update(BLUEPRINT)
                .set(BLUEPRINT.IDENTIFIER, renamed)
                .where(BLUEPRINT.ID.eq(before.id()))
                .execute();
        for (Blueprint other : all()) {
            ObjectNode definition = other.definition().deepCopy();
            if (References.rename(definition, before.identifier(), renamed)) {
                db.update(BLUEPRINT)
                        .set(BLUEPRINT.DEFINITION, Json.ordered(definition))
                        .where(BLUEPRINT.ID.eq(other.id()))
                        .execute();
            }
        }
    }

    private void refuseWhileReferenced(String identifier) {
        List<String> others = all().stream()
                .filter(other -> !other.identifier().equals(identifier))
                .filter(other -> References.of(other).contains(identifier))
                .map(Blueprint::identifier)
                .toList();
        if (!others.isEmpty()) {
            throw new Conflict(
                    "has_dependents",
                    "Blueprint \"%s\" is the target of %s; remove those relations first"
                            .formatted(identifier, String.join(", ", others)),
                    Map.of("blueprint", identifier, "blueprints", others, "entitiesCount", 0));
        }
    }

    private Blueprint checkedReferences(Blueprint blueprint) {
        for (String target : References.of(blueprint)) {
            get(target);
        }
        return blueprint;
    }

    /** A property that comes back with another type must not find values of the old one. */
    private void forgetRemovedProperties(Blueprint before, Blueprint after) {
        String[] removed = before.properties().values().stream()
                .filter(property -> {
                    Property kept = after.properties().get(property.identifier());
                    return kept == null || kept.type() != property.type();
                })
                .map(Property::identifier)
                .toArray(String[]::new);
        if (removed.length > 0) {
            db.execute(
                    "update catalog.entity set properties = properties - ?::text[]"
                            + " where blueprint_id = ? and jsonb_exists_any(properties, ?::text[])",
                    removed,
                    before.id(),
                    removed);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
