package dev.fairway.delivery.create;

import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One creation of a name at a time. */
@Component
class CreationLock {

    private final DSLContext db;
    private final TransactionTemplate transaction;

    CreationLock(DSLContext db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /** In a transaction of its own, which ends before others go on. */
    void hold(String name, Runnable work) {
        transaction.executeWithoutResult(status -> {
            db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "create-service " + name);
            work.run();
        });
    }
}
