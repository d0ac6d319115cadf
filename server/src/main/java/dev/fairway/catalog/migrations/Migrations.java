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
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.Refused;
import fairway.tables.catalog.tables.records.MigrationRecord;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes all entities of a blueprint in the background, a batch a transaction. One that a stop interrupted goes on at
 * the next start.
 */
@Component
class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int BATCH = 500;

    private final DSLContext db;
    private final Clock clock;
    private final Blueprints blueprints;
    private final EntityDeletion deletion;
    private final TransactionTemplate transaction;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Migrations(
            DSLContext db,
            Clock clock,
            Blueprints blueprints,
            EntityDeletion deletion,
            TransactionTemplate transaction) {
        this.db = db;
        this.clock = clock;
        this.blueprints = blueprints;
        this.deletion = deletion;
        this.transaction = transaction;
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

    String removeAllEntities(String blueprint, OfBlueprint after, Actor actor) {
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
        startInBackground(id);
        return id;
    }

    /** Those of an earlier start, of another node that is gone, and those that the database went away from. */
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(fixedDelay = 3, initialDelay = 3, timeUnit = TimeUnit.SECONDS)
    void goOnWithUnfinished() {
        try {
            db.select(MIGRATION.ID)
                    .from(MIGRATION)
                    .where(MIGRATION.STATUS.in(Migration.Status.PENDING.name(), Migration.Status.RUNNING.name()))
                    .fetch(MIGRATION.ID)
                    .forEach(this::startInBackground);
        } catch (DataAccessException away) {
            LOG.debug("The database cannot be reached; migrations wait", away);
        }
    }

    private void startInBackground(String id) {
        if (underWay.add(id)) {
            Thread.ofVirtual().name("migration-" + id).start(() -> run(id));
        }
    }

    private void run(String id) {
        try {
            boolean more = true;
            while (more) {
                more = Boolean.TRUE.equals(transaction.execute(status -> step(id)));
            }
        } catch (PlatformException reason) {
            end(id, Migration.Status.FAILURE, reason.reason());
        } catch (RuntimeException failure) {
            LOG.error("Migration {} stopped and is tried again", id, failure);
        } finally {
            underWay.remove(id);
        }
    }

    /** @return whether there is more to do */
    private boolean step(String id) {
        MigrationRecord row =
                db.selectFrom(MIGRATION).where(MIGRATION.ID.eq(id)).forUpdate().fetchSingle();
        if (!row.getStatus().equals(Migration.Status.PENDING.name())
                && !row.getStatus().equals(Migration.Status.RUNNING.name())) {
            return false;
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
        return !some.isEmpty();
    }

    private void end(String id, Migration.Status status, String failure) {
        db.update(MIGRATION)
                .set(MIGRATION.STATUS, status.name())
                .set(MIGRATION.FAILURE, failure)
                .set(MIGRATION.UPDATED_AT, now())
                .where(MIGRATION.ID.eq(id))
                .execute();
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
