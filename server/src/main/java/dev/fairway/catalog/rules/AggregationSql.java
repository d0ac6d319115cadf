package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.percentileCont;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Derived.Aggregation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;

/** An aggregation property as a subquery over the related entities. */
final class AggregationSql {

    private AggregationSql() {}

    static Field<JSONB> field(Aggregation aggregation, PropertySql related, Condition isRelated) {
        Blueprint target = Objects.requireNonNull(related.scope().blueprint());
        Condition wanted =
                aggregation.query() == null ? noCondition() : new RuleCompiler(related).compile(aggregation.query());
        return Values.json(select(figure(aggregation, related))
                .from(related.entity())
                .where(isRelated, related.entity().BLUEPRINT_ID.eq(target.id()), wanted)
                .asField());
    }

    private static Field<? extends Number> figure(Aggregation aggregation, PropertySql related) {
        Field<BigDecimal> value = aggregation.property() == null
                ? inline(BigDecimal.ONE)
                : Values.number(related.json(aggregation.property()));
        return switch (aggregation.function()) {
            case COUNT -> count();
            case SUM -> sum(value);
            case MIN -> min(value);
            case MAX -> max(value);
            case MEDIAN -> percentileCont(new BigDecimal("0.5")).withinGroupOrderBy(value);
            case AVERAGE -> average(aggregation, related, value);
        };
    }

    /** Total divided by the hours, days, weeks or months since the first related entity; plain mean for "total". */
    private static Field<? extends Number> average(
            Aggregation aggregation, PropertySql related, Field<BigDecimal> value) {
        Duration period = period(String.valueOf(aggregation.window().averageOf()));
        if (period.isZero()) {
            return aggregation.property() == null ? count() : avg(value);
        }
        String measuredBy = Objects.requireNonNullElse(aggregation.window().measureTimeBy(), "$createdAt");
        Field<OffsetDateTime> when = Values.instant(related.json(measuredBy));
        OffsetDateTime now = related.scope().now().atOffset(ZoneOffset.UTC);
        return org.jooq.impl.DSL.field(
                "{0} / greatest(1, ceil(extract(epoch from ({1} - {2})) / {3}))",
                BigDecimal.class, sum(value), now, min(when), inline(period.toSeconds()));
    }

    private static Duration period(String averageOf) {
        return switch (averageOf) {
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            case "week" -> Duration.ofDays(7);
            case "month" -> Duration.ofDays(30);
            default -> Duration.ZERO;
        };
    }
}
