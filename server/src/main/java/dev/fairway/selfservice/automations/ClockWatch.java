package dev.fairway.selfservice.automations;

import static fairway.tables.selfservice.Tables.AUTOMATION_CURSOR;
import static fairway.tables.selfservice.Tables.SCHEDULE;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.selfservice.workflows.Schedule;
import dev.fairway.shared.Json;
import dev.fairway.shared.RecurringWork;
import dev.fairway.shared.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds what follows from the clock: timers of entities whose time has come, and schedules. */
@Component
class ClockWatch extends RecurringWork {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String CURSOR = "timers";

    private final DSLContext db;
    private final Clock clock;
    private final Catalog catalog;
    private final Automations automations;
    private final Firings firings;
    private final TransactionTemplate transaction;

    ClockWatch(
            DSLContext db,
            Clock clock,
            Catalog catalog,
            Automations automations,
            Firings firings,
            TransactionTemplate transaction) {
        super("clock-watch", PAUSE);
        this.db = db;
        this.clock = clock;
        this.catalog = catalog;
        this.automations = automations;
        this.firings = firings;
        this.transaction = transaction;
    }

    @Override
    protected void work() {
        if (automations.all().stream().anyMatch(Automation::isTimer)) {
            transaction.executeWithoutResult(status -> lookAtTimers());
        }
        for (Automation automation : automations.all()) {
            if (automation.eventType().equals(Automation.SCHEDULE)) {
                transaction.executeWithoutResult(status -> lookAtSchedule(automation));
            }
        }
    }

    /** Each timer once: those that ended since the last look. */
    private void lookAtTimers() {
        Instant now = clock.instant();
        Long place = db.select(AUTOMATION_CURSOR.PLACE)
                .from(AUTOMATION_CURSOR)
                .where(AUTOMATION_CURSOR.NAME.eq(CURSOR))
                .forUpdate()
                .skipLocked()
                .fetchOne(AUTOMATION_CURSOR.PLACE);
        if (place == null) {
            db.insertInto(AUTOMATION_CURSOR)
                    .set(AUTOMATION_CURSOR.NAME, CURSOR)
                    .set(AUTOMATION_CURSOR.PLACE, now.toEpochMilli())
                    .onConflictDoNothing()
                    .execute();
            return;
        }
        automations.all().stream()
                .filter(Automation::isTimer)
                .forEach(automation -> lookAtTimers(automation, Instant.ofEpochMilli(place), now));
        db.update(AUTOMATION_CURSOR)
                .set(AUTOMATION_CURSOR.PLACE, now.toEpochMilli())
                .where(AUTOMATION_CURSOR.NAME.eq(CURSOR))
                .execute();
    }

    private void lookAtTimers(Automation automation, Instant from, Instant to) {
        String blueprint = String.valueOf(automation.blueprint());
        String property = automation.timerProperty();
        if (!catalog.hasProperty(blueprint, property)) {
            return;
        }
        for (ObjectNode entity : catalog.find(query(blueprint, property, from, to), Actor.SYSTEM)) {
            String due = entity.path("properties").path(property).asString("");
            firings.add(automation, Happening.ofTimer(blueprint, property, entity, due, to));
        }
    }

    private static ObjectNode query(String blueprint, String property, Instant from, Instant to) {
        ObjectNode query = Json.object().put("combinator", "and");
        ArrayNode rules = query.putArray("rules");
        rules.addObject().put("property", "$blueprint").put("operator", "=").put("value", blueprint);
        ObjectNode between = rules.addObject().put("property", property).put("operator", "between");
        between.putObject("value").put("from", Timestamps.format(from)).put("to", Timestamps.format(to));
        return query;
    }

    /** A schedule that was missed while everything was down comes once, not once for each time. */
    private void lookAtSchedule(Automation automation) {
        Instant now = clock.instant();
        String cron = String.valueOf(Json.textAt(automation.event(), "cron"));
        String zone = String.valueOf(Json.textAt(automation.event(), "timezone"));
        Optional<Instant> next = Schedule.of(cron).flatMap(schedule -> schedule.next(now, ZoneId.of(zone)));
        if (next.isEmpty()) {
            return;
        }
        String written = cron + " " + zone;
        var known = db.selectFrom(SCHEDULE)
                .where(SCHEDULE.AUTOMATION.eq(automation.identifier()))
                .forUpdate()
                .skipLocked()
                .fetchOptional();
        boolean isDue = known.isPresent()
                && known.get().getWritten().equals(written)
                && !known.get().getNextAt().toInstant().isAfter(now);
        if (isDue) {
            firings.add(automation, Happening.ofSchedule(known.get().getNextAt().toInstant()));
        }
        boolean isKept = known.isPresent() && known.get().getWritten().equals(written) && !isDue;
        if (!isKept) {
            keep(automation, written, next.get());
        }
    }

    private void keep(Automation automation, String written, Instant next) {
        db.insertInto(SCHEDULE)
                .set(SCHEDULE.AUTOMATION, automation.identifier())
                .set(SCHEDULE.WRITTEN, written)
                .set(SCHEDULE.NEXT_AT, next.atOffset(ZoneOffset.UTC))
                .onConflict(SCHEDULE.AUTOMATION)
                .doUpdate()
                .set(SCHEDULE.WRITTEN, written)
                .set(SCHEDULE.NEXT_AT, next.atOffset(ZoneOffset.UTC))
                .execute();
    }
}
