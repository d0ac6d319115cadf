package dev.fairway.catalog.indexes;

import static org.jooq.impl.DSL.name;

import dev.fairway.shared.RecurringWork;
import java.time.Duration;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Adds tallies up, and drops the indexes of blueprints that are gone. Any number of nodes may do it at once. */
@Component
class Upkeep extends RecurringWork {

    private static final Duration PAUSE = Duration.ofSeconds(10);
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
        super("shortcuts-upkeep", PAUSE);
        this.db = db;
    }

    @Override
    protected void work() {
        db.execute(ADD_UP);
        db.fetch(LEFT_OVER)
                .forEach(row ->
                        db.execute("drop index concurrently if exists {0}", name("catalog", row.get(0, String.class))));
    }
}
