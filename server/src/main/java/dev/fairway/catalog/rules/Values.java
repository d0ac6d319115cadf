package dev.fairway.catalog.rules;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.JSONB;

/** Ways to look at a JSON value inside PostgreSQL. */
final class Values {

    private Values() {}

    static Field<String> text(Field<JSONB> value) {
        return field("({0} #>> '{}')", String.class, value);
    }

    static Field<BigDecimal> number(Field<JSONB> value) {
        return field("catalog.as_number({0})", BigDecimal.class, value);
    }

    static Field<OffsetDateTime> instant(Field<JSONB> value) {
        return field("catalog.as_instant({0} #>> '{}')", OffsetDateTime.class, value);
    }

    static Field<JSONB> stored(Field<JSONB> properties, String name) {
        return field("({0} -> {1})", JSONB.class, properties, inline(name));
    }

    static Field<JSONB> json(Field<?> value) {
        return field("to_jsonb({0})", JSONB.class, value);
    }

    /** A time as the API writes it, which is also how a property holds one. */
    static Field<JSONB> jsonTime(Field<OffsetDateTime> value) {
        return field(
                "to_jsonb(to_char({0} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'))", JSONB.class, value);
    }
}
