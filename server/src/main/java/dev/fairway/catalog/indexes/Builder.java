package dev.fairway.catalog.indexes;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.SHORTCUT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes shortcuts. Indexes are made beside running writers; a tally holds them up while the entities are counted once. */
@Component
class Builder {

    private static final Logger LOG = LoggerFactory.getLogger(Builder.class);
    /** Fewer entities are looked through as fast as an index would find them. */
    private static final int SMALLEST = 5_000;
    /** Every index costs every write. */
    private static final int MOST_OF_BLUEPRINT = 16;
    /** Enough of them to notice a word that one in a hundred has. */
    private static final int TEXTS_TO_COUNT = 500;
    /** A property with more values than this is nothing to group by. */
    private static final int MOST_VALUES = 1_000;

    private final DSLContext db;
    private final TransactionTemplate transaction;

    Builder(DSLContext db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /** @return whether it is there now; not when the blueprint is too small, or has enough of them */
    boolean make(Shortcut shortcut) {
        long begin = System.nanoTime();
        if (!isWorthwhile(shortcut)) {
            return false;
        }
        boolean made = shortcut.kind() == Shortcut.Kind.TALLY ? tally(shortcut) : index(shortcut);
        if (made) {
            LOG.info("{} is ready after {} ms", shortcut.name(), (System.nanoTime() - begin) / 1_000_000);
        }
        return made;
    }

    private boolean isWorthwhile(Shortcut shortcut) {
        int entities = db.fetchCount(selectOne()
                .from(ENTITY)
                .where(ENTITY.BLUEPRINT_ID.eq(shortcut.blueprint()))
                .limit(SMALLEST));
        int others = db.fetchCount(
                SHORTCUT,
                SHORTCUT.BLUEPRINT_ID.eq(shortcut.blueprint()),
                SHORTCUT.KIND.eq(shortcut.kind().name()));
        return entities == SMALLEST && others < MOST_OF_BLUEPRINT;
    }

    /** One that a stop left half-made is made anew. */
    private boolean index(Shortcut shortcut) {
        String index = shortcut.name();
        if (!db.fetch("select 1 from pg_index where indexrelid = to_regclass(?) and not indisvalid", "catalog." + index)
                .isEmpty()) {
            db.execute("drop index concurrently if exists {0}", name("catalog", index));
        }
        db.execute("create index concurrently if not exists {0} on catalog.entity " + columns(shortcut), name(index));
        if (shortcut.kind() == Shortcut.Kind.TEXT) {
            countTexts(shortcut);
        }
        db.execute("analyze catalog.entity");
        transaction.executeWithoutResult(status -> record(shortcut));
        return true;
    }

    /** PostgreSQL learns nothing about values from an index of some rows, and takes every text for a rare one. */
    private void countTexts(Shortcut shortcut) {
        db.execute(
                "create statistics if not exists {0} on " + text(shortcut.subject()) + " from catalog.entity",
                name("catalog", shortcut.name()));
        db.execute("alter statistics {0} set statistics {1}", name("catalog", shortcut.name()), inline(TEXTS_TO_COUNT));
    }

    private static String columns(Shortcut shortcut) {
        String covered = switch (shortcut.kind()) {
            case ORDER -> "((" + shortcut.subject() + "), id)";
            case TEXT -> "using gin (" + text(shortcut.subject()) + " public.gin_trgm_ops)";
            case TALLY -> throw new IllegalArgumentException("A tally has no index");
        };
        return covered + " where blueprint_id = " + shortcut.blueprint();
    }

    private static String text(String property) {
        return property.isEmpty() ? "(catalog.all_text(properties))" : "(properties ->> " + inline(property) + ")";
    }

    private boolean tally(Shortcut shortcut) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            db.execute("set local lock_timeout = '10s'");
            db.execute("lock table catalog.entity in share mode");
            int values = shortcut.subject().isEmpty() ? countEntities(shortcut) : countValues(shortcut);
            if (values > MOST_VALUES) {
                status.setRollbackOnly();
                return false;
            }
            record(shortcut);
            return true;
        }));
    }

    private int countEntities(Shortcut shortcut) {
        return db.execute(
                "insert into catalog.tally (blueprint_id, property, value, count)"
                        + " select {0}, '', null, count(*) from catalog.entity where blueprint_id = {0}",
                inline(shortcut.blueprint()));
    }

    private int countValues(Shortcut shortcut) {
        return db.execute(
                "insert into catalog.tally (blueprint_id, property, value, count)"
                        + " select {0}, {1}, properties -> {1}, count(*) from catalog.entity"
                        + " where blueprint_id = {0} and properties -> {1} <> 'null' group by 3 limit {2}",
                inline(shortcut.blueprint()), inline(shortcut.subject()), inline(MOST_VALUES + 1));
    }

    /** Unless the blueprint is gone by now. */
    private void record(Shortcut shortcut) {
        db.insertInto(SHORTCUT, SHORTCUT.BLUEPRINT_ID, SHORTCUT.KIND, SHORTCUT.SUBJECT, SHORTCUT.NAME)
                .select(select(BLUEPRINT.ID, val(shortcut.kind().name()), val(shortcut.subject()), val(shortcut.name()))
                        .from(BLUEPRINT)
                        .where(BLUEPRINT.ID.eq(shortcut.blueprint())))
                .onConflictDoNothing()
                .execute();
    }
}
