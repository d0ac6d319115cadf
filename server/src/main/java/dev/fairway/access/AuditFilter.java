package dev.fairway.access;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.noCondition;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the audit log are wanted; null or empty parts let everything through.
 *
 * @param resources resource types
 * @param origins UI, API or User-Agents
 */
public record AuditFilter(
        @Nullable String identifier,
        List<String> resources,
        List<String> origins,
        @Nullable String action,
        @Nullable String actor,
        Span span) {

    /** Where a log keeps what is filtered by. */
    public record Columns(
            Field<String> identifier,
            Field<String> origin,
            Field<String> action,
            Field<String> actor,
            Field<OffsetDateTime> at) {}

    /** What both logs are filtered by. Resource types are left to each, since one of them has a single one. */
    public Condition on(Columns columns) {
        return and(Stream.of(
                        equal(columns.identifier(), identifier),
                        equal(columns.action(), action),
                        equal(columns.actor(), actor),
                        origins.isEmpty() ? noCondition() : columns.origin().in(origins),
                        span.from() == null ? noCondition() : columns.at().ge(span.from()),
                        span.to() == null ? noCondition() : columns.at().lt(span.to()))
                .toList());
    }

    private static Condition equal(Field<String> column, @Nullable String wanted) {
        return wanted == null ? noCondition() : column.eq(wanted);
    }

    public record Span(
            @Nullable OffsetDateTime from, @Nullable OffsetDateTime to) {}
}
