package dev.fairway.selfservice.workflows;

import static fairway.tables.selfservice.Tables.WORKFLOW;
import static fairway.tables.selfservice.Tables.WORKFLOW_VERSION;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.selfservice.tables.records.WorkflowRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The workflows with their versions. Runs go on with the version that they began with. */
@Repository
public class Workflows {

    static final int MOST_VERSIONS = 200;

    private final DSLContext db;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Workflows(DSLContext db, Clock clock, ApplicationEventPublisher events) {
        this.db = db;
        this.clock = clock;
        this.events = events;
    }

    /** A state that a workflow had. */
    record WorkflowVersion(int version, ObjectNode definition, String author, Instant at) {}

    /** By identifier. @param after only those behind this one; null from the first */
    List<Workflow> page(@Nullable String after, int limit) {
        return db.selectFrom(WORKFLOW)
                .where(after == null ? noCondition() : WORKFLOW.IDENTIFIER.gt(after))
                .orderBy(WORKFLOW.IDENTIFIER)
                .limit(limit)
                .fetch(Workflows::workflow);
    }

    List<Workflow> all() {
        return db.selectFrom(WORKFLOW).orderBy(WORKFLOW.ID).fetch(Workflows::workflow);
    }

    public Workflow get(String identifier) {
        return find(identifier).orElseThrow(() -> new NotFound("workflow", "identifier", identifier));
    }

    public Optional<Workflow> find(String identifier) {
        return db.selectFrom(WORKFLOW).where(WORKFLOW.IDENTIFIER.eq(identifier)).fetchOptional(Workflows::workflow);
    }

    @Transactional
    Workflow create(ObjectNode definition, Actor actor) {
        String identifier = definition.get("identifier").stringValue();
        OffsetDateTime now = now();
        Integer id = db.insertInto(WORKFLOW)
                .set(WORKFLOW.IDENTIFIER, identifier)
                .set(WORKFLOW.VERSION, 1)
                .set(WORKFLOW.DEFINITION, Json.ordered(definition))
                .set(WORKFLOW.CREATED_AT, now)
                .set(WORKFLOW.CREATED_BY, actor.name())
                .set(WORKFLOW.UPDATED_AT, now)
                .set(WORKFLOW.UPDATED_BY, actor.name())
                .onConflictDoNothing()
                .returningResult(WORKFLOW.ID)
                .fetchOne(WORKFLOW.ID);
        if (id == null) {
            throw Conflict.exists("workflow", identifier);
        }
        keepVersion(id, 1, definition, actor);
        events.publishEvent(new WorkflowChanged(identifier, null, definition, actor.name()));
        return get(identifier);
    }

    /**
     * Makes the next version.
     *
     * @param from the version that the change was made from; null when whoever sends it does not say
     * @throws Conflict when somebody else made another one meanwhile, or the definition has another identifier
     */
    @Transactional
    Workflow replace(String identifier, ObjectNode definition, @Nullable Integer from, Actor actor) {
        Workflow before = lock(identifier);
        String written = definition.get("identifier").stringValue();
        if (!written.equals(identifier)) {
            throw new Conflict(
                    "identifier_stays",
                    "The workflow is \"%s\" and stays so; make another one for \"%s\"".formatted(identifier, written),
                    Map.of("identifier", identifier));
        }
        if (from != null && from != before.version()) {
            throw new Conflict(
                    "changed_meanwhile",
                    "\"%s\" has version %d by now, and this was made from version %d; look at what changed and save again"
                            .formatted(identifier, before.version(), from),
                    Map.of("identifier", identifier, "version", before.version()));
        }
        int version = before.version() + 1;
        db.update(WORKFLOW)
                .set(WORKFLOW.VERSION, version)
                .set(WORKFLOW.DEFINITION, Json.ordered(definition))
                .set(WORKFLOW.UPDATED_AT, now())
                .set(WORKFLOW.UPDATED_BY, actor.name())
                .where(WORKFLOW.ID.eq(before.id()))
                .execute();
        keepVersion(before.id(), version, definition, actor);
        events.publishEvent(new WorkflowChanged(identifier, before.definition(), definition, actor.name()));
        return get(identifier);
    }

    /** Its runs go on. */
    @Transactional
    void remove(String identifier, Actor actor) {
        Workflow before = lock(identifier);
        db.deleteFrom(WORKFLOW).where(WORKFLOW.ID.eq(before.id())).execute();
        events.publishEvent(new WorkflowChanged(identifier, before.definition(), null, actor.name()));
    }

    /** The newest 200, newest first. */
    List<WorkflowVersion> versions(String identifier) {
        return db.selectFrom(WORKFLOW_VERSION)
                .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(get(identifier).id()))
                .orderBy(WORKFLOW_VERSION.VERSION.desc())
                .limit(MOST_VERSIONS)
                .fetch(row -> new WorkflowVersion(
                        row.getVersion(),
                        Json.readObject(row.getDefinition()),
                        row.getAuthor(),
                        row.getAt().toInstant()));
    }

    private Workflow lock(String identifier) {
        return db.selectFrom(WORKFLOW)
                .where(WORKFLOW.IDENTIFIER.eq(identifier))
                .forUpdate()
                .fetchOptional(Workflows::workflow)
                .orElseThrow(() -> new NotFound("workflow", "identifier", identifier));
    }

    private void keepVersion(int id, int version, ObjectNode definition, Actor actor) {
        db.insertInto(WORKFLOW_VERSION)
                .set(WORKFLOW_VERSION.WORKFLOW_ID, id)
                .set(WORKFLOW_VERSION.VERSION, version)
                .set(WORKFLOW_VERSION.DEFINITION, Json.ordered(definition))
                .set(WORKFLOW_VERSION.AUTHOR, actor.name())
                .set(WORKFLOW_VERSION.AT, now())
                .execute();
    }

    private static Workflow workflow(WorkflowRecord row) {
        return new Workflow(
                row.getId(),
                row.getIdentifier(),
                row.getVersion(),
                Json.readObject(row.getDefinition()),
                Stamp.of(row.getCreatedAt(), row.getCreatedBy(), row.getUpdatedAt(), row.getUpdatedBy()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
