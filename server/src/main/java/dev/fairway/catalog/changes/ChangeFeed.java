package dev.fairway.catalog.changes;

import static fairway.tables.catalog.Tables.ENTITY_CHANGE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.max;

import dev.fairway.shared.RecurringWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Reads committed changes in order and hands them to listeners on this node. Only changes of transactions that began
 * before every one still running are read, so that none is overtaken and missed.
 */
@Component
class ChangeFeed extends RecurringWork {

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final int MOST_AT_ONCE = 500;

    private final DSLContext db;
    private final List<Consumer<List<EntityChanged>>> listeners = new CopyOnWriteArrayList<>();
    private long last;

    ChangeFeed(DSLContext db) {
        super("change-feed", PAUSE);
        this.db = db;
    }

    void listen(Consumer<List<EntityChanged>> listener) {
        listeners.add(listener);
    }

    @Override
    public void start() {
        Long newest = db.select(max(ENTITY_CHANGE.ID))
                .from(ENTITY_CHANGE)
                .fetchSingle()
                .value1();
        last = newest == null ? 0 : newest;
        super.start();
    }

    @Override
    protected void work() {
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
