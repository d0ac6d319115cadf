package dev.fairway.selfservice.automations;

import static fairway.tables.selfservice.Tables.FIRING;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.shared.Json;
import dev.fairway.shared.Timestamps;
import dev.fairway.shared.jobs.Chores;
import fairway.tables.selfservice.tables.records.FiringRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What happened that something follows from, and whether it did. */
@Repository
class Firings {

    private final DSLContext db;
    private final Clock clock;
    private final Chores chores;

    Firings(DSLContext db, Clock clock, Chores chores) {
        this.db = db;
        this.clock = clock;
        this.chores = chores;
    }

    /** What came of an event. */
    enum State {
        DUE,
        FIRED,
        SKIPPED,
        STOPPED,
        DENIED,
        FAILED
    }

    /** @param reason why nothing follows; null when a run began */
    record Firing(
            long id,
            String automation,
            State state,
            @Nullable String reason,
            @Nullable String blueprint,
            @Nullable String entity,
            @Nullable String runId,
            String at) {}

    /** One that is still to be decided. */
    record Due(String automation, Happening happening) {}

    /** Which firings somebody asks for; what is null does not matter. */
    record Filter(@Nullable String automation, @Nullable State state) {}

    /** Once for each event and automation, whoever looks at it and however often. */
    void add(Automation automation, Happening happening) {
        Long id = db.insertInto(FIRING)
                .set(FIRING.AUTOMATION, automation.identifier())
                .set(FIRING.KEY, happening.key())
                .set(FIRING.EVENT, Json.ordered(happening.event()))
                .set(FIRING.CHAIN, happening.chain().toArray(String[]::new))
                .set(FIRING.BLUEPRINT, happening.blueprint())
                .set(FIRING.ENTITY, happening.entity())
                .set(FIRING.STATE, State.DUE.name())
                .set(FIRING.AT, now())
                .onConflictDoNothing()
                .returningResult(FIRING.ID)
                .fetchOne(FIRING.ID);
        if (id != null) {
            chores.add(FiringDecision.KIND, String.valueOf(id));
        }
    }

    /** Kept from others until the transaction ends; empty when it was decided already. */
    Optional<Due> lock(long id) {
        return db.selectFrom(FIRING)
                .where(FIRING.ID.eq(id), FIRING.STATE.eq(State.DUE.name()))
                .forUpdate()
                .fetchOptional(row -> new Due(
                        row.getAutomation(),
                        new Happening(
                                row.getKey(),
                                Json.readObject(row.getEvent()),
                                List.of(row.getChain()),
                                row.getBlueprint(),
                                row.getEntity())));
    }

    void decided(long id, State state, @Nullable String reason, @Nullable String runId) {
        db.update(FIRING)
                .set(FIRING.STATE, state.name())
                .set(FIRING.REASON, reason)
                .set(FIRING.RUN_ID, runId)
                .where(FIRING.ID.eq(id))
                .execute();
    }

    /** Newest first. @param before only those behind this one; null from the newest */
    List<Firing> page(Filter filter, @Nullable Long before, int limit) {
        return db.selectFrom(FIRING)
                .where(filter.automation() == null ? noCondition() : FIRING.AUTOMATION.eq(filter.automation()))
                .and(
                        filter.state() == null
                                ? noCondition()
                                : FIRING.STATE.eq(filter.state().name()))
                .and(before == null ? noCondition() : FIRING.ID.lt(before))
                .orderBy(FIRING.ID.desc())
                .limit(limit)
                .fetch(Firings::firing);
    }

    /** @return how many */
    int forget(Duration kept) {
        return db.deleteFrom(FIRING)
                .where(FIRING.AT.lt(now().minus(kept)), FIRING.STATE.ne(State.DUE.name()))
                .execute();
    }

    private static Firing firing(FiringRecord row) {
        return new Firing(
                row.getId(),
                row.getAutomation(),
                State.valueOf(row.getState()),
                row.getReason(),
                row.getBlueprint(),
                row.getEntity(),
                row.getRunId(),
                Timestamps.format(row.getAt().toInstant()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
