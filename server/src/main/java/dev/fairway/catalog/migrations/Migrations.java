package dev.fairway.catalog.migrations;

import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.MIGRATION;

import dev.fairway.access.Actor;
import dev.fairway.access.Role;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.entities.EntityDeletion;
import dev.fairway.catalog.entities.EntityDeletion.OfDependents;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Refused;
import dev.fairway.shared.jobs.Jobs;
import dev.fairway.shared.jobs.OneOffJob;
import fairway.tables.catalog.tables.records.MigrationRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Removes all entities of a blueprint in the background, a batch a transaction. */
@Component
class Migrations implements OneOffJob {

    private static final int BATCH = 500;

    private final DSLContext db;
    private final Clock clock;
    private final Blueprints blueprints;
    private final EntityDeletion deletion;
    private final Jobs jobs;

    Migrations(DSLContext db, Clock clock, Blueprints blueprints, EntityDeletion deletion, Jobs jobs) {
        this.db = db;
        this.clock = clock;
        this.blueprints = blueprints;
        this.deletion = deletion;
        this.jobs = jobs;
    }

    /** What becomes of the blueprint when its entities are gone. */
    enum OfBlueprint {
        KEPT,
        REMOVED
    }

    Migration get(String id) {
        return db.selectFrom(MIGRATION)
                .where(MIGRATION.ID.eq(id))
                .fetchOptional(Migrations::read)
                .orElseThrow(() -> new NotFound("migration", "id", id));
    }

    @Transactional
    public String removeAllEntities(String blueprint, OfBlueprint after, Actor actor) {
        Blueprint kind = blueprints.get(blueprint);
        boolean forAdministrators = after == OfBlueprint.REMOVED || kind.key().system();
        if (!actor.isModeratorOf(blueprint) || (forAdministrators && !actor.isAdmin())) {
            throw new Refused("%s may not remove all entities of \"%s\"; its moderators and administrators may"
                    .formatted(actor.name(), kind.identifier()));
        }
        String id = "mig_" + UUID.randomUUID().toString().replace("-", "");
        db.insertInto(MIGRATION)
                .set(MIGRATION.ID, id)
                .set(MIGRATION.ACTOR, actor.name())
                .set(MIGRATION.SOURCE_BLUEPRINT, blueprint)
                .set(MIGRATION.STATUS, Migration.Status.PENDING.name())
                .set(MIGRATION.DELETE_BLUEPRINT, after == OfBlueprint.REMOVED)
                .set(MIGRATION.CREATED_AT, now())
                .set(MIGRATION.UPDATED_AT, now())
                .execute();
        jobs.add(this, id, actor.name());
        return id;
    }

    @Override
    public String kind() {
        return "migration";
    }

    @Override
    public String purpose() {
        return "Removes all entities of a blueprint.";
    }

    @Override
    public Work takeUp(String id) {
        Migration before = get(id);
        long left = blueprints
                .find(before.sourceBlueprint())
                .map(blueprint -> db.fetchCount(ENTITY, ENTITY.BLUEPRINT_ID.eq(blueprint.id())))
                .orElse(0);
        return () -> step(id, before.counts().successCount() + left);
    }

    @Override
    public void giveUp(String id, String reason) {
        db.update(MIGRATION)
                .set(MIGRATION.STATUS, Migration.Status.FAILURE.name())
                .set(MIGRATION.FAILURE, reason)
                .set(MIGRATION.UPDATED_AT, now())
                .where(MIGRATION.ID.eq(id))
                .execute();
    }

    private Step step(String id, long total) {
        MigrationRecord row =
                db.selectFrom(MIGRATION).where(MIGRATION.ID.eq(id)).forUpdate().fetchSingle();
        if (Migration.Status.valueOf(row.getStatus()).hasEnded()) {
            return last(row);
        }
        Actor actor = new Actor(row.getActor(), Actor.Kind.SYSTEM, Set.of(Role.ADMIN), Set.of(), "migration");
        Blueprint blueprint = blueprints.get(row.getSourceBlueprint());
        List<String> some = db.select(ENTITY.IDENTIFIER)
                .from(ENTITY)
                .where(ENTITY.BLUEPRINT_ID.eq(blueprint.id()))
                .orderBy(ENTITY.ID)
                .limit(BATCH)
                .fetch(ENTITY.IDENTIFIER);
        if (!some.isEmpty()) {
            int deleted = deletion.delete(blueprint.identifier(), some, OfDependents.DELETED, actor)
                    .size();
            row.setSuccessCount(row.getSuccessCount() + deleted);
            row.setStatus(Migration.Status.RUNNING.name());
        } else {
            if (row.getDeleteBlueprint()) {
                blueprints.remove(blueprint.identifier(), actor);
            }
            row.setStatus(Migration.Status.COMPLETED.name());
        }
        row.setUpdatedAt(now());
        row.update();
        return some.isEmpty() ? last(row) : Step.more(row.getSuccessCount(), Math.max(total, row.getSuccessCount()));
    }

    private static Step last(MigrationRecord row) {
        long removed = row.getSuccessCount();
        return Step.last(removed, removed, "%,d entities removed".formatted(removed));
    }

    private static Migration read(MigrationRecord row) {
        return new Migration(
                row.getId(),
                row.getActor(),
                row.getSourceBlueprint(),
                Json.object(),
                Migration.Status.valueOf(row.getStatus()),
                row.getDeleteBlueprint(),
                true,
                new Migration.Counts(row.getSuccessCount(), row.getFailureCount()),
                row.getFailure(),
                row.getCreatedAt().toInstant(),
                row.getUpdatedAt().toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
