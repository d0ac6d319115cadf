package dev.fairway.selfservice.insights;

import static fairway.tables.selfservice.Tables.APPROVAL;
import static fairway.tables.selfservice.Tables.RUN;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.selfservice.runs.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How self-service does: what is asked for, how much of it needs no person, how long it takes, and what stops it. */
@Component
class Insights {

    private static final int MOST_CAUSES = 20;
    private static final String ENDED_BY_ITSELF = "count(*) filter (where {0} and not {1})";

    /** @param withoutPerson of those that succeeded, how many nobody had to approve */
    record Report(
            int requests, int succeeded, int withoutPerson, int open, List<ByAction> actions, List<Cause> causes) {}

    /** Times are medians in seconds over what succeeded; null where nothing did. */
    record ByAction(
            String action,
            @Nullable String title,
            int requests,
            int succeeded,
            int withoutPerson,
            int failed,
            int declined,
            int denied,
            int open,
            @Nullable Double approvalSeconds,
            @Nullable Double queueSeconds,
            @Nullable Double workSeconds) {}

    /** @param kind FAILED with the sentence, DENIED with the title of the rule, or DECLINED with the sentence */
    record Cause(String kind, String cause, int count) {}

    private final DSLContext db;
    private final Clock clock;

    Insights(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** About what people and their programs asked for within this time until now; automations ask nobody. */
    Report over(Duration time) {
        Condition recent = RUN.CREATED_AT
                .ge(clock.instant().minus(time).atOffset(ZoneOffset.UTC))
                .and(RUN.SOURCE.ne(Source.AUTOMATION.name()));
        List<ByAction> actions = actions(recent);
        List<Cause> causes = new ArrayList<>(denials(recent));
        causes.addAll(sentences(recent, "FAILED", RUN.STATUS.eq(Status.FAILURE.name())));
        causes.addAll(sentences(
                recent, "DECLINED", RUN.STATUS.eq(Status.DECLINED.name()).and(denied().not())));
        causes.sort((one, other) -> Integer.compare(other.count(), one.count()));
        return new Report(
                sum(actions, ByAction::requests),
                sum(actions, ByAction::succeeded),
                sum(actions, ByAction::withoutPerson),
                sum(actions, ByAction::open),
                actions,
                causes.stream().limit(MOST_CAUSES).toList());
    }

    private interface Count {
        int of(ByAction action);
    }

    private static int sum(List<ByAction> actions, Count count) {
        return actions.stream().mapToInt(count::of).sum();
    }

    private List<ByAction> actions(Condition recent) {
        Condition succeeded = RUN.STATUS.eq(Status.SUCCESS.name());
        Condition approved = exists(selectOne().from(APPROVAL).where(APPROVAL.RUN_ID.eq(RUN.ID)));
        Condition open = RUN.STATUS.in(Status.WAITING_FOR_APPROVAL.name(), Status.IN_PROGRESS.name());
        Field<OffsetDateTime> ready =
                field("coalesce({0}, {1})", OffsetDateTime.class, RUN.APPROVED_AT, RUN.CREATED_AT);
        Field<String> title = field("max({0} ->> 'title')", String.class, RUN.ACTION_THEN);
        return db.select(
                        RUN.ACTION,
                        title,
                        count(),
                        count().filterWhere(succeeded),
                        field(ENDED_BY_ITSELF, Integer.class, succeeded, approved),
                        count().filterWhere(RUN.STATUS.eq(Status.FAILURE.name())),
                        count().filterWhere(
                                        RUN.STATUS.eq(Status.DECLINED.name()).and(denied().not())),
                        count().filterWhere(
                                        RUN.STATUS.eq(Status.DECLINED.name()).and(denied())),
                        count().filterWhere(open),
                        median(RUN.CREATED_AT, ready, succeeded),
                        median(ready, RUN.BEGUN_AT, succeeded),
                        median(RUN.BEGUN_AT, RUN.ENDED_AT, succeeded))
                .from(RUN)
                .where(recent)
                .groupBy(RUN.ACTION)
                .orderBy(count().desc(), RUN.ACTION)
                .fetch(Insights::byAction);
    }

    private static ByAction byAction(Record row) {
        return new ByAction(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, int.class),
                row.get(3, int.class),
                row.get(4, int.class),
                row.get(5, int.class),
                row.get(6, int.class),
                row.get(7, int.class),
                row.get(8, int.class),
                row.get(9, Double.class),
                row.get(10, Double.class),
                row.get(11, Double.class));
    }

    private static Condition denied() {
        return field("{0} ->> 'decision'", String.class, RUN.VERDICT).eq("DENIED");
    }

    private static Field<Double> median(Field<OffsetDateTime> from, Field<OffsetDateTime> to, Condition which) {
        return field(
                "percentile_cont(0.5) within group (order by extract(epoch from {1} - {0})::float8) filter (where {2})",
                Double.class, from, to, which);
    }

    private List<Cause> denials(Condition recent) {
        Field<String> title = field("rule ->> 'title'", String.class);
        return db.select(title, count())
                .from(RUN)
                .crossJoin(table("lateral json_array_elements({0} -> 'rules') as rule", RUN.VERDICT))
                .where(recent, RUN.STATUS.eq(Status.DECLINED.name()), denied())
                .and("rule ->> 'outcome' in ('DENIED', 'FAILED')")
                .groupBy(title)
                .orderBy(count().desc())
                .limit(MOST_CAUSES)
                .fetch(row -> new Cause("DENIED", row.value1(), row.value2()));
    }

    private List<Cause> sentences(Condition recent, String kind, Condition which) {
        Field<String> sentence = field("left(coalesce({0}, ''), 200)", String.class, RUN.SUMMARY);
        return db.select(sentence, count())
                .from(RUN)
                .where(recent, which)
                .groupBy(sentence)
                .orderBy(count().desc())
                .limit(MOST_CAUSES)
                .fetch(row -> new Cause(kind, row.value1(), row.value2()));
    }
}
