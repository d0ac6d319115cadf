package dev.fairway.catalog.blueprints;

import dev.fairway.shared.Notices;
import java.util.Map;
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

    private static final String TOPIC = "blueprints";

    private record Loaded(long version, Map<String, Blueprint> blueprints) {}

    private final DSLContext db;
    private final Notices notices;
    private volatile @Nullable Loaded loaded;

    BlueprintCache(DSLContext db, Notices notices) {
        this.db = db;
        this.notices = notices;
    }

    Map<String, Blueprint> current() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return BlueprintRows.load(db);
        }
        Loaded known = loaded;
        long now = notices.version(TOPIC);
        if (known != null && known.version() == now) {
            return known.blueprints();
        }
        Map<String, Blueprint> blueprints = BlueprintRows.load(db);
        loaded = new Loaded(now, blueprints);
        return blueprints;
    }

    /** Another node changed a blueprint, and its notice has not arrived yet. */
    void forget() {
        loaded = null;
    }

    /** This transaction changed a blueprint. */
    void changed() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        notices.changed(TOPIC);
        TransactionSynchronizationManager.bindResource(this, Boolean.TRUE);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(BlueprintCache.this);
            }
        });
    }
}
