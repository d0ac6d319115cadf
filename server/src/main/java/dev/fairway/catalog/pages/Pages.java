package dev.fairway.catalog.pages;

import static fairway.tables.catalog.Tables.PAGE;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Stamp;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import fairway.tables.catalog.tables.records.PageRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The pages of the web app. Home and the page of each blueprint's entities exist without being created. */
@Repository
class Pages {

    private static final int MAX_BYTES = 1_000_000;
    private static final List<String> OURS = List.of("createdAt", "createdBy", "updatedAt", "updatedBy", "permissions");
    private static final ObjectNode EVERYBODY_READS =
            (ObjectNode) Json.read("{\"read\": {\"users\": [], \"roles\": [\"Admin\", \"Member\"], \"teams\": []}}");

    private final DSLContext db;
    private final Clock clock;
    private final Blueprints blueprints;
    private final ApplicationEventPublisher events;

    Pages(DSLContext db, Clock clock, Blueprints blueprints, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.blueprints = blueprints;
        this.events = events;
    }

    List<Page> visibleTo(Actor actor) {
        return db
                .selectFrom(PAGE)
                .where(PAGE.OWNER.isNull().or(PAGE.OWNER.eq(actor.name())))
                .orderBy(PAGE.POSITION)
                .fetch(Pages::page)
                .stream()
                .filter(page -> page.isVisibleTo(actor))
                .toList();
    }

    Page get(String identifier, Actor actor) {
        return find(identifier)
                .or(() -> implicit(identifier))
                .filter(page -> page.isVisibleTo(actor))
                .orElseThrow(() -> new NotFound("page", "identifier", identifier));
    }

    @Transactional
    Page create(ObjectNode body, Actor actor) {
        String given = Json.textAt(body, "identifier");
        String identifier = given == null || given.isBlank()
                ? "page_" + UUID.randomUUID().toString().replace("-", "")
                : given;
        Page page = checked(identifier, body, new Stamp(clock.instant(), actor.name(), clock.instant(), actor.name()));
        if (!page.isSavedView() && !actor.isAdmin()) {
            throw new Refused(
                    "%s may save views of pages; other pages are made by administrators".formatted(actor.name()));
        }
        if (find(identifier).isPresent() || identifier.equals(Page.HOME)) {
            throw Conflict.exists("page", identifier);
        }
        store(page);
        events.publishEvent(new PageChanged(null, page.json(), identifier, actor.name()));
        return page;
    }

    @Transactional
    Page replace(String identifier, ObjectNode body, Actor actor) {
        Page before = changeable(identifier, actor);
        if (!body.has("type")) {
            body.put("type", before.type().wireName());
        }
        Stamp stamp = new Stamp(before.stamp().createdAt(), before.stamp().createdBy(), clock.instant(), actor.name());
        Page after = checked(identifier, body, stamp);
        store(new Page(identifier, after.type(), after.owner(), after.definition(), before.permissions(), stamp));
        events.publishEvent(new PageChanged(before.json(), after.json(), identifier, actor.name()));
        return after;
    }

    @Transactional
    Page merge(String identifier, ObjectNode change, Actor actor) {
        ObjectNode merged = get(identifier, actor).definition().deepCopy();
        merged.setAll(change);
        return replace(identifier, merged, actor);
    }

    @Transactional
    void remove(String identifier, Actor actor) {
        Page page = changeable(identifier, actor);
        if (identifier.equals(Page.HOME)) {
            throw new Conflict("page_is_built_in", "The home page cannot be deleted", Map.of("page", identifier));
        }
        db.deleteFrom(PAGE).where(PAGE.IDENTIFIER.eq(identifier)).execute();
        events.publishEvent(new PageChanged(page.json(), null, identifier, actor.name()));
    }

    @Transactional
    ObjectNode changePermissions(String identifier, ObjectNode change, Actor actor) {
        Page before = changeable(identifier, actor);
        ObjectNode permissions = PagePermissions.merged(before.permissions(), change);
        store(new Page(identifier, before.type(), before.owner(), before.definition(), permissions, before.stamp()));
        events.publishEvent(new PagePermissionsChanged(before.permissions(), permissions, identifier, actor.name()));
        return permissions;
    }

    void removeOf(String blueprint) {
        db.deleteFrom(PAGE).where(PAGE.BLUEPRINT.eq(blueprint)).execute();
    }

    private Page changeable(String identifier, Actor actor) {
        Page page = get(identifier, actor);
        if (!page.mayBeChangedBy(actor)) {
            throw new Refused(
                    "%s may not change the page \"%s\"; save a view of your own".formatted(actor.name(), identifier));
        }
        return page;
    }

    private Optional<Page> find(String identifier) {
        return db.selectFrom(PAGE).where(PAGE.IDENTIFIER.eq(identifier)).fetchOptional(Pages::page);
    }

    private Optional<Page> implicit(String identifier) {
        Stamp stamp = new Stamp(Instant.EPOCH, "system", Instant.EPOCH, "system");
        ObjectNode definition = Json.object();
        definition.putArray("widgets");
        if (identifier.equals(Page.HOME)) {
            definition.put("title", "Home");
            return Optional.of(
                    new Page(identifier, Page.Type.HOME, null, definition, EVERYBODY_READS.deepCopy(), stamp));
        }
        return blueprints.all().stream()
                .filter(blueprint -> Page.entityPageOf(blueprint.identifier()).equals(identifier))
                .findFirst()
                .map(blueprint -> {
                    definition.put("title", blueprint.title()).put("blueprint", blueprint.identifier());
                    return new Page(
                            identifier,
                            Page.Type.ENTITY,
                            null,
                            definition,
                            EVERYBODY_READS.deepCopy(),
                            blueprint.stamp());
                });
    }

    private static Page checked(String identifier, ObjectNode body, Stamp stamp) {
        ObjectNode definition = body.deepCopy();
        definition.remove(OURS);
        if (Json.isNull(definition.get("type"))) {
            definition.put("type", Page.Type.usualFor(identifier).wireName());
        }
        Page.Type type = Page.Type.of(Json.textAt(definition, "type"));
        if (type == null) {
            throw new InvalidInput(
                    "type",
                    "%s is not blueprint-entities, dashboard, home or entity".formatted(definition.get("type")));
        }
        if (identifier.length() > 200) {
            throw new InvalidInput("identifier", "has more than 200 characters");
        }
        if (definition.toString().length() > MAX_BYTES) {
            throw new InvalidInput("widgets", "make the page larger than 1 MB");
        }
        String visibility = Objects.requireNonNullElse(Json.textAt(body, "visibility"), "org");
        if (!visibility.equals("org") && !visibility.equals("private")) {
            throw new InvalidInput("visibility", "\"%s\" is not org or private".formatted(visibility));
        }
        String owner = visibility.equals("private") ? stamp.createdBy() : null;
        return new Page(identifier, type, owner, definition, EVERYBODY_READS.deepCopy(), stamp);
    }

    private void store(Page page) {
        PageRecord row = db.newRecord(PAGE);
        row.setIdentifier(page.identifier());
        row.setType(page.type().wireName());
        row.setBlueprint(page.blueprint());
        row.setOwner(page.owner());
        row.setDefinition(Json.ordered(page.definition()));
        row.setPermissions(Json.jsonb(page.permissions()));
        row.setCreatedAt(page.stamp().createdAt().atOffset(ZoneOffset.UTC));
        row.setCreatedBy(page.stamp().createdBy());
        row.setUpdatedAt(page.stamp().updatedAt().atOffset(ZoneOffset.UTC));
        row.setUpdatedBy(page.stamp().updatedBy());
        db.insertInto(PAGE)
                .set(row)
                .onConflict(PAGE.IDENTIFIER)
                .doUpdate()
                .set(row)
                .execute();
    }

    private static Page page(PageRecord row) {
        return new Page(
                row.getIdentifier(),
                Objects.requireNonNull(Page.Type.of(row.getType())),
                row.getOwner(),
                Json.readObject(row.getDefinition()),
                Json.readObject(row.getPermissions()),
                Stamp.of(row.getCreatedAt(), row.getCreatedBy(), row.getUpdatedAt(), row.getUpdatedBy()));
    }
}
