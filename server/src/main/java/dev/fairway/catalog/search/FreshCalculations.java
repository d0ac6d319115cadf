package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.STALE_CALCULATION;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Derived.Aggregation;
import dev.fairway.catalog.blueprints.Derived.Calculation;
import dev.fairway.catalog.rules.Scope;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Works off what is marked stale before a statement reads stored calculations. */
@Component
class FreshCalculations {

    private static final Pattern READS_CLOCK = Pattern.compile("\\b(now|localtime|strflocaltime)\\b");
    private static final int LOCK = 0xFA2;

    private final DSLContext db;
    private final Calculations calculations;
    private final PlatformTransactionManager transactions;

    FreshCalculations(DSLContext db, Calculations calculations, PlatformTransactionManager transactions) {
        this.db = db;
        this.calculations = calculations;
        this.transactions = transactions;
    }

    /** Makes the stored calculations right that SQL of this scope reads. */
    void before(Scope scope) {
        Set<Integer> read = scope.calculated();
        if (read.isEmpty()) {
            return;
        }
        List<Blueprint> clocked = read.stream()
                .flatMap(id -> calculations.byId(id).stream())
                .filter(FreshCalculations::readsClock)
                .toList();
        if (!clocked.isEmpty() || db.fetchExists(STALE_CALCULATION)) {
            inTransaction(clocked);
        }
    }

    /** Inside a writer's transaction it is part of it; a reader's own cannot write. */
    private void inTransaction(List<Blueprint> clocked) {
        boolean writing = TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
        TransactionTemplate one = new TransactionTemplate(transactions);
        one.setPropagationBehavior(
                writing ? TransactionDefinition.PROPAGATION_REQUIRED : TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(one.execute(status -> {
                db.fetch("select pg_advisory_xact_lock(?, 0)", LOCK);
                var marks = calculations.waiting();
                calculations.workOff(marks);
                return !marks.isEmpty();
            }));
        }
        clocked.forEach(blueprint -> one.executeWithoutResult(status -> calculations.refreshAll(blueprint)));
    }

    private static boolean readsClock(Blueprint blueprint) {
        return blueprint.derived().values().stream().anyMatch(derived -> switch (derived) {
            case Calculation calculation ->
                READS_CLOCK.matcher(calculation.jq()).find();
            case Aggregation aggregation -> aggregation.window().averageOf() != null;
            default -> false;
        });
    }
}
