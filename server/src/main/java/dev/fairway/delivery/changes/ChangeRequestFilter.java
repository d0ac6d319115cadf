package dev.fairway.delivery.changes;

import static fairway.tables.delivery.Tables.CHANGE_REQUEST;
import static org.jooq.impl.DSL.and;

import dev.fairway.access.Actor;
import dev.fairway.shared.Choice;
import dev.fairway.shared.http.Flag;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which change requests somebody asks for; what is null does not matter.
 *
 * @param state OPEN, MERGED or CLOSED
 * @param mine those that whoever asks has opened
 * @param review open ones that wait for a review of whoever asks
 */
record ChangeRequestFilter(
        @Nullable String state,
        @Nullable String mine,
        @Nullable String review) {

    Condition conditions(Actor actor) {
        List<Condition> conditions = new ArrayList<>();
        ChangeRequest.State wanted = Choice.ofNullable(ChangeRequest.State.class, "state", state);
        if (wanted != null) {
            conditions.add(CHANGE_REQUEST.STATE.eq(wanted.name()));
        }
        if (Flag.isSet(mine)) {
            conditions.add(CHANGE_REQUEST.AUTHOR.eq(actor.name()));
        }
        if (Flag.isSet(review)) {
            conditions.add(Reviewers.waitsFor(actor));
        }
        return and(conditions);
    }
}
