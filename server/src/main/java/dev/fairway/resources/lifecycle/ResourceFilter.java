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
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which resources somebody asks for; what is null does not matter.
 *
 * @param drifted those whose server says something else than their specification
 * @param expiring those that end within 14 days
 * @param complaining those that something is wrong with
 */
record ResourceFilter(
        @Nullable String team,
        @Nullable String type,
        @Nullable String environment,
        @Nullable String server,
        @Nullable String service,
        @Nullable String state,
        @Nullable String drifted,
        @Nullable String expiring,
        @Nullable String complaining) {

    private static final Duration SOON = Duration.ofDays(14);

    Condition conditions(Instant now) {
        List<Condition> conditions = new ArrayList<>(List.of(Resources.THERE));
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
