package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.APPROVAL;
import static fairway.tables.selfservice.Tables.RUN;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.select;

import dev.fairway.access.Actor;
import dev.fairway.shared.http.Flag;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Which runs somebody asks for; what is null does not matter.
 *
 * @param awaiting {@code me} for those that wait for a decision or an answer of whoever asks
 * @param decidedBy {@code me} for those that whoever asks has decided on
 */
public record RunFilter(
        @Nullable String action,
        @Nullable String blueprint,
        @Nullable String entity,
        @Nullable String active,
        @Nullable String source,
        @Nullable String status,
        @Nullable String team,
        @Nullable String awaiting,
        @BindParam("decided_by") @Nullable String decidedBy,
        @BindParam("user_email") @Nullable String email,
        @BindParam("external_run_id") @Nullable String externalRunId) {

    Condition matching(Actor reader, List<Actor> voices) {
        List<Condition> conditions = new ArrayList<>();
        addEqual(conditions, RUN.ACTION, action);
        addEqual(conditions, RUN.BLUEPRINT, blueprint);
        addEqual(conditions, RUN.ENTITY, entity);
        addEqual(conditions, RUN.SOURCE, source);
        addEqual(conditions, RUN.CREATED_BY, email);
        addEqual(conditions, RUN.EXTERNAL_RUN_ID, externalRunId);
        addEqual(conditions, RUN.STATUS, status);
        addEqual(conditions, RUN.TEAM, team);
        if ("me".equals(awaiting)) {
            conditions.add(awaits(reader, voices));
        }
        if ("me".equals(decidedBy)) {
            conditions.add(
                    RUN.ID.in(select(APPROVAL.RUN_ID).from(APPROVAL).where(APPROVAL.APPROVER.eq(reader.name()))));
        }
        if (active != null) {
            Condition going = RUN.STATUS.in(Status.WAITING_FOR_APPROVAL.name(), Status.IN_PROGRESS.name());
            conditions.add(Flag.isSet(active) ? going : going.not());
        }
        return and(conditions);
    }

    /** One question for each way of waiting, as each has an index of its own and all of them together have none. */
    private static Condition awaits(Actor reader, List<Actor> voices) {
        return RUN.ID.in(select(RUN.ID)
                .from(RUN)
                .where(Demands.awaits(reader, voices))
                .unionAll(select(RUN.ID).from(RUN).where(Questions.awaits(reader)))
                .unionAll(select(RUN.ID).from(RUN).where(Urgency.awaits(reader, voices))));
    }

    private static void addEqual(List<Condition> conditions, Field<String> field, @Nullable String value) {
        if (value != null) {
            conditions.add(field.eq(value));
        }
    }
}
