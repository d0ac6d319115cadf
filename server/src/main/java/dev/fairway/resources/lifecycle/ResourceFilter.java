package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.DRIFT;
import static fairway.tables.resources.Tables.RESOURCE;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import dev.fairway.shared.http.Flag;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which resources somebody asks for; what is null does not matter.
 *
 * @param mine those of the teams of whoever asks
 * @param drifted those whose server says something else than their specification
 * @param expiring those that end within 14 days
 * @param complaining those that something is wrong with
 * @param unowned those whose team is no more
 * @param oversized those that are at least a week old and use less than a tenth of what was asked for
 */
record ResourceFilter(
        @Nullable String mine,
        @Nullable String team,
        @Nullable String type,
        @Nullable String environment,
        @Nullable String server,
        @Nullable String service,
        @Nullable String state,
        @Nullable String drifted,
        @Nullable String expiring,
        @Nullable String complaining,
        @Nullable String unowned,
        @Nullable String oversized) {

    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration SETTLED = Duration.ofDays(7);

    /**
     * What a filter is read with.
     *
     * @param mine the teams of whoever asks
     * @param teams all teams that there are
     */
    record Reading(Instant now, Set<String> mine, Supplier<List<String>> teams) {}

    Condition conditions(Reading reading) {
        Instant now = reading.now();
        List<Condition> conditions = new ArrayList<>(List.of(Resources.THERE));
        if (Flag.isSet(mine)) {
            conditions.add(RESOURCE.TEAM.in(reading.mine()));
        }
        add(conditions, team, RESOURCE.TEAM::eq);
        add(conditions, type, RESOURCE.TYPE::eq);
        add(conditions, environment, RESOURCE.ENVIRONMENT::eq);
        add(conditions, server, RESOURCE.SERVER::eq);
        add(conditions, service, RESOURCE.SERVICE::eq);
        add(conditions, state, RESOURCE.STATE::eq);
        if (Flag.isSet(drifted)) {
            conditions.add(exists(
                    selectOne().from(DRIFT).where(DRIFT.RESOURCE_ID.eq(RESOURCE.ID), DRIFT.ACCEPTED_BY.isNull())));
        }
        if (Flag.isSet(expiring)) {
            conditions.add(RESOURCE.EXPIRES_AT.lt(now.plus(SOON).atOffset(ZoneOffset.UTC)));
        }
        if (Flag.isSet(complaining)) {
            conditions.add(field("{0} ->> 'complaint'", String.class, RESOURCE.OBSERVED)
                    .isNotNull()
                    .or(RESOURCE.STATE.eq(Resource.State.FAILED.name())));
        }
        if (Flag.isSet(unowned)) {
            conditions.add(RESOURCE.TEAM.notIn(reading.teams().get()));
        }
        if (Flag.isSet(oversized)) {
            conditions.add(RESOURCE.CREATED_AT.lt(now.minus(SETTLED).atOffset(ZoneOffset.UTC)));
            conditions.add(RESOURCE.STATE.eq(Resource.State.READY.name()));
            conditions.add(Fill.isLittle());
        }
        return and(conditions);
    }

    private interface Is {
        Condition of(String value);
    }

    private static void add(List<Condition> conditions, @Nullable String value, Is is) {
        if (value != null && !value.isBlank()) {
            conditions.add(is.of(value));
        }
    }
}
