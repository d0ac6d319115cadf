package dev.fairway.catalog.search;

import java.sql.SQLException;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.postgresql.PGStatement;

/**
 * Has PostgreSQL plan a statement for the values it is executed with. What a rule names may be in half of all entities or
 * in three: the former are found soonest by walking along until a page is full, the latter by an index. A plan that is
 * kept for any values takes every rule for a rare one.
 */
final class PlannedByValues implements ExecuteListener {

    private static final int NEVER_KEEP_A_PLAN = 0;

    private PlannedByValues() {}

    static DSLContext of(DSLContext db) {
        return db.configuration().deriveAppending(new PlannedByValues()).dsl();
    }

    @Override
    public void prepareEnd(ExecuteContext execution) {
        try {
            Objects.requireNonNull(execution.statement())
                    .unwrap(PGStatement.class)
                    .setPrepareThreshold(NEVER_KEEP_A_PLAN);
        } catch (SQLException failure) {
            execution.sqlException(failure);
        }
    }
}
