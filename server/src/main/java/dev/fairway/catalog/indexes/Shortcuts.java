package dev.fairway.catalog.indexes;

import static fairway.tables.catalog.Tables.SHORTCUT;

import dev.fairway.shared.Notices;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Which shortcuts there are. A question that would have liked another one makes it come after a few askings. */
@Component
public class Shortcuts implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Shortcuts.class);
    private static final String TOPIC = "shortcuts";
    private static final int ASKINGS = 3;
    /** After a refusal, for instance because the blueprint is small, so many more askings lead to a second look. */
    private static final int PATIENCE = 500;

    private static final int MOST_WISHES = 10_000;

    private record Known(long version, Set<Shortcut> made) {}

    private final DSLContext db;
    private final Notices notices;
    private final Builder builder;
    private final Map<Shortcut, Integer> wishes = new ConcurrentHashMap<>();
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("shortcuts").factory());
    private volatile Known known = new Known(-1, Set.of());

    Shortcuts(DSLContext db, Notices notices, Builder builder) {
        this.db = db;
        this.notices = notices;
        this.builder = builder;
    }

    /** Whether a statement may rely on it. */
    public boolean has(Shortcut shortcut) {
        if (made().contains(shortcut)) {
            return true;
        }
        if (wishes.size() < MOST_WISHES && wishes.merge(shortcut, 1, Integer::sum) == ASKINGS) {
            inBackground(shortcut);
        }
        return false;
    }

    private Set<Shortcut> made() {
        long version = notices.version(TOPIC);
        Known now = known;
        if (now.version() != version) {
            now = new Known(
                    version,
                    Set.copyOf(db.selectFrom(SHORTCUT)
                            .fetch(row -> new Shortcut(
                                    row.getBlueprintId(), Shortcut.Kind.valueOf(row.getKind()), row.getSubject()))));
            known = now;
        }
        return now.made();
    }

    private void inBackground(Shortcut shortcut) {
        try {
            background.execute(() -> make(shortcut));
        } catch (RejectedExecutionException stopping) {
            wishes.remove(shortcut);
        }
    }

    private void make(Shortcut shortcut) {
        try {
            if (builder.make(shortcut)) {
                wishes.remove(shortcut);
                notices.changed(TOPIC);
            } else {
                wishes.put(shortcut, ASKINGS - PATIENCE);
            }
        } catch (DataAccessException failure) {
            wishes.put(shortcut, ASKINGS - PATIENCE);
            LOG.warn("{} could not be made, trying again later: {}", shortcut.name(), failure.getMessage());
        }
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
