package dev.fairway.catalog.indexes;

import static org.jooq.impl.DSL.name;

import java.time.Duration;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Adds tallies up, and drops the indexes of blueprints that are gone. Any number of nodes may do it at once. */
@Component
class Upkeep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
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
    private volatile boolean running;

    Upkeep(DSLContext db) {
        this.db = db;
    }

    void once() {
        db.execute(ADD_UP);
        db.fetch(LEFT_OVER)
                .forEach(row ->
                        db.execute("drop index concurrently if exists {0}", name("catalog", row.get(0, String.class))));
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("shortcuts-upkeep").start(this::again);
    }

    private void again() {
        while (running) {
            try {
                Thread.sleep(PAUSE);
                once();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException failure) {
                LOG.warn("Tallies could not be added up, trying again: {}", failure.getMessage());
            }
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
