package dev.fairway.selfservice.automations;

import static fairway.tables.selfservice.Tables.AUTOMATION_CURSOR;

import dev.fairway.catalog.CatalogChange;
import dev.fairway.catalog.CatalogHistory;
import dev.fairway.selfservice.requests.AutomatedRuns;
import dev.fairway.shared.RecurringWork;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds what follows from changes of the catalog: each change is looked at once, in order, by one node at a time. */
@Component
class CatalogWatch extends RecurringWork {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_AT_ONCE = 500;
    private static final String CURSOR = "catalog";

    private final DSLContext db;
    private final CatalogHistory history;
    private final Automations automations;
    private final Firings firings;
    private final AutomatedRuns runs;
    private final TransactionTemplate transaction;

    CatalogWatch(
            DSLContext db,
            CatalogHistory history,
            Automations automations,
            Firings firings,
            AutomatedRuns runs,
            TransactionTemplate transaction) {
        super("catalog-watch", PAUSE);
        this.db = db;
        this.history = history;
        this.automations = automations;
        this.firings = firings;
        this.runs = runs;
        this.transaction = transaction;
    }

    @Override
    protected void work() {
        boolean isMore = true;
        while (isMore && isRunning()) {
            isMore = Objects.requireNonNullElse(transaction.execute(status -> lookAtNext()), false);
        }
    }

    /** @return whether there may be more at once */
    private boolean lookAtNext() {
        Long place = db.select(AUTOMATION_CURSOR.PLACE)
                .from(AUTOMATION_CURSOR)
                .where(AUTOMATION_CURSOR.NAME.eq(CURSOR))
                .forUpdate()
                .skipLocked()
                .fetchOne(AUTOMATION_CURSOR.PLACE);
        if (place == null) {
            begin();
            return false;
        }
        return history.newest(place).map(newest -> lookAt(place, newest)).orElse(false);
    }

    /** What happened before there were automations is not looked at. */
    private void begin() {
        db.insertInto(AUTOMATION_CURSOR)
                .set(AUTOMATION_CURSOR.NAME, CURSOR)
                .set(AUTOMATION_CURSOR.PLACE, history.newest(0).orElse(0L))
                .onConflictDoNothing()
                .execute();
    }

    private boolean lookAt(long place, long newest) {
        Set<String> blueprints = automations.all().stream()
                .map(Automation::blueprint)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<CatalogChange> changes =
                blueprints.isEmpty() ? List.of() : history.between(blueprints, place, newest, MOST_AT_ONCE);
        changes.forEach(this::lookAt);
        boolean isMore = changes.size() == MOST_AT_ONCE;
        db.update(AUTOMATION_CURSOR)
                .set(AUTOMATION_CURSOR.PLACE, isMore ? changes.getLast().id() : newest)
                .where(AUTOMATION_CURSOR.NAME.eq(CURSOR))
                .execute();
        return isMore;
    }

    private void lookAt(CatalogChange change) {
        for (Automation automation : automations.all()) {
            boolean isLater = !change.at().isBefore(automation.action().stamp().createdAt());
            if (isLater && automation.followsFrom(change.action(), change.ref().blueprint())) {
                String cause = change.runId();
                List<String> chain = cause == null ? List.of() : runs.chainOf(cause);
                firings.add(automation, Happening.of(change, chain));
            }
        }
    }
}
