package dev.fairway.delivery.releases;

import static fairway.tables.delivery.Tables.RELEASE;
import static fairway.tables.delivery.Tables.SERVICE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.delivery.releases.Release.Kind;
import dev.fairway.delivery.releases.Release.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was released when, over all services. */
@Repository
class ReleaseCalendar {

    private final DSLContext db;

    ReleaseCalendar(DSLContext db) {
        this.db = db;
    }

    /**
     * Which releases count.
     *
     * @param from the first moment, to before the last one
     * @param teams whose services; null for all
     * @param environment null for all
     */
    record Period(
            Instant from,
            Instant to,
            @Nullable List<String> teams,
            @Nullable String environment) {

        private Condition condition() {
            return RELEASE.CREATED_AT
                    .ge(at(from))
                    .and(Releases.notOfPreviews())
                    .and(RELEASE.CREATED_AT.lt(at(to)))
                    .and(environment == null ? noCondition() : RELEASE.ENVIRONMENT.eq(environment))
                    .and(
                            teams == null
                                    ? noCondition()
                                    : RELEASE.SERVICE.in(DSL.select(SERVICE.NAME)
                                            .from(SERVICE)
                                            .where(SERVICE.TEAM.in(teams))));
        }
    }

    /** @param failed of all @param back those that brought back what was there before */
    record Day(LocalDate day, int releases, int failed, int back) {}

    /** Where the next page of a day begins: after that release. */
    record Place(Instant at, String id) {}

    /** Days without releases are left out. */
    List<Day> days(Period period, ZoneId zone) {
        Field<LocalDate> day =
                DSL.field("({0} at time zone {1})::date", LocalDate.class, RELEASE.CREATED_AT, DSL.val(zone.getId()));
        return db.select(
                        day,
                        count(),
                        count().filterWhere(RELEASE.STATE.eq(State.FAILED.name())),
                        count().filterWhere(RELEASE.KIND.eq(Kind.ROLL_BACK.name())))
                .from(RELEASE)
                .where(period.condition())
                .groupBy(DSL.one())
                .orderBy(DSL.one())
                .fetch(row -> new Day(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** The newest first. @param after the last one of the page before */
    List<Release> page(Period period, @Nullable Place after, int limit) {
        Condition rest = after == null
                ? noCondition()
                : DSL.row(RELEASE.CREATED_AT, RELEASE.ID).lt(at(after.at()), after.id());
        return db.selectFrom(RELEASE)
                .where(period.condition(), rest)
                .orderBy(RELEASE.CREATED_AT.desc(), RELEASE.ID.desc())
                .limit(limit)
                .fetch(Releases::release);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
