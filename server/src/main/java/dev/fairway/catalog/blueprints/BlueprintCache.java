package dev.fairway.catalog.blueprints;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Every blueprint in memory. A transaction that changes one reads its own state; others read the last committed. */
@Component
class BlueprintCache {

    /** First key of the advisory locks that keep writers of entities and of their blueprint apart. */
    static final int LOCK = 0xFA1;

    private record Loaded(long generation, Map<String, Blueprint> blueprints) {}

    private final DSLContext db;
    private final AtomicLong generation = new AtomicLong();
    private volatile @Nullable Loaded loaded;

    BlueprintCache(DSLContext db) {
        this.db = db;
    }

    Map<String, Blueprint> current() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return BlueprintRows.load(db);
        }
        Loaded known = loaded;
        long now = generation.get();
        if (known != null && known.generation() == now) {
            return known.blueprints();
        }
        Map<String, Blueprint> blueprints = BlueprintRows.load(db);
        loaded = new Loaded(now, blueprints);
        return blueprints;
    }

    /** Another node changed a blueprint. */
    void forget() {
        generation.incrementAndGet();
    }

    /** This transaction changed a blueprint. */
    void changed() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(this, Boolean.TRUE);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(BlueprintCache.this);
                forget();
            }
        });
    }
}
