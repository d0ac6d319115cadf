package dev.fairway.catalog.indexes;

import dev.fairway.shared.jobs.RecurringJob;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
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
            select c.relname from pg_class c
            where c.relnamespace = 'catalog'::regnamespace and c.relkind = 'i' and c.relname ~ '^shortcut_\\d+_'
              and split_part(c.relname, '_', 2)::int not in (select id from catalog.blueprint)
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
        List<String> leftOver = db.fetch(LEFT_OVER).getValues(0, String.class);
        leftOver.forEach(index -> db.execute("drop index concurrently if exists {0}", DSL.name("catalog", index)));
        return "%,d sums, %,d indexes dropped".formatted(sums, leftOver.size());
    }
}
