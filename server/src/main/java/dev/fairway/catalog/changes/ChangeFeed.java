package dev.fairway.catalog.changes;

import static fairway.tables.catalog.Tables.ENTITY_CHANGE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.max;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads committed changes in order and hands them to listeners on this node. Only changes of transactions that began
 * before every one still running are read, so that none is overtaken and missed.
 */
@Component
class ChangeFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final long PAUSE_MILLIS = 150;
    private static final int MOST_AT_ONCE = 500;

    private final DSLContext db;
    private final List<Consumer<List<EntityChanged>>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private long last;

    ChangeFeed(DSLContext db) {
        this.db = db;
    }

    void listen(Consumer<List<EntityChanged>> listener) {
        listeners.add(listener);
    }

    @Override
    public void start() {
        running = true;
        Long newest = db.select(max(ENTITY_CHANGE.ID))
                .from(ENTITY_CHANGE)
                .fetchSingle()
                .value1();
        last = newest == null ? 0 : newest;
        Thread.ofVirtual().name("change-feed").start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void follow() {
        while (running) {
            try {
                handOver();
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                LOG.warn("The change feed could not be read; trying again: {}", failure.getMessage());
            }
        }
    }

    private void handOver() {
        List<EntityChanged> changes = listeners.isEmpty() ? List.of() : next();
        if (!changes.isEmpty()) {
            last = changes.getLast().id();
            listeners.forEach(listener -> listener.accept(changes));
        }
    }

    private List<EntityChanged> next() {
        return db.select(
                        ENTITY_CHANGE.ID,
                        ENTITY_CHANGE.ACTION,
                        ENTITY_CHANGE.BLUEPRINT,
                        ENTITY_CHANGE.IDENTIFIER,
                        ENTITY_CHANGE.AT,
                        ENTITY_CHANGE.ACTOR)
                .from(ENTITY_CHANGE)
                .where(ENTITY_CHANGE.ID.gt(last))
                .and(condition("tx < pg_snapshot_xmin(pg_current_snapshot())"))
                .orderBy(ENTITY_CHANGE.ID)
                .limit(MOST_AT_ONCE)
                .fetch(row -> new EntityChanged(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5().toInstant(),
                        row.value6()));
    }
}
