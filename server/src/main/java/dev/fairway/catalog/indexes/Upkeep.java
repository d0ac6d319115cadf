package dev.fairway.catalog.indexes;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Any number of nodes may do it at once. */
@Component
class Upkeep implements RecurringJob {

    private static final String ADD_UP = """
            with scattered as (
                select blueprint_id, property from catalog.tally group by blueprint_id, property, value having count(*) > 50
            ), parts as (
                delete from catalog.tally t using (select distinct * from scattered) s
                where t.blueprint_id = s.blueprint_id and t.property = s.property
                returning t.*
            )
            insert into catalog.tally (blueprint_id, property, value, count)
            select blueprint_id, property, value, sum(count) from parts
            group by blueprint_id, property, value having sum(count) <> 0
            """;
    private static final String LEFT_OVER = """
            select 'index concurrently', relname from pg_class
            where relnamespace = 'catalog'::regnamespace and relkind = 'i' and relname ~ '^shortcut_\\d+_'
              and split_part(relname, '_', 2)::int not in (select id from catalog.blueprint)
            union all
            select 'statistics', stxname from pg_statistic_ext
            where stxnamespace = 'catalog'::regnamespace and stxname ~ '^shortcut_\\d+_'
              and split_part(stxname, '_', 2)::int not in (select id from catalog.blueprint)
            """;

    private final DSLContext db;

    Upkeep(DSLContext db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "shortcut-upkeep";
    }

    @Override
    public String purpose() {
        return "Adds tallies up, and drops the indexes of blueprints that are gone.";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(10);
    }

    @Override
    public String run() {
        int sums = db.execute(ADD_UP);
        Result<Record> leftOver = db.fetch(LEFT_OVER);
        leftOver.forEach(row -> db.execute(
                "drop " + row.get(0, String.class) + " if exists {0}", DSL.name("catalog", row.get(1, String.class))));
        return "%,d sums, %,d shortcuts dropped".formatted(sums, leftOver.size());
    }
}
