package dev.fairway.selfservice.runs;

import static fairway.tables.selfservice.Tables.RUN;
import static org.jooq.impl.DSL.and;

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
 */
record RunFilter(
        @Nullable String action,
        @Nullable String blueprint,
        @Nullable String entity,
        @Nullable String active,
        @Nullable String source,
        @Nullable String status,
        @Nullable String team,
        @Nullable String awaiting,
        @BindParam("user_email") @Nullable String email,
        @BindParam("external_run_id") @Nullable String externalRunId) {

    Condition matching(Actor reader) {
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
            conditions.add(Demands.awaits(reader).or(Questions.awaits(reader)).or(Urgency.awaits(reader)));
        }
        if (active != null) {
            Condition going = RUN.STATUS.in(Status.WAITING_FOR_APPROVAL.name(), Status.IN_PROGRESS.name());
            conditions.add(Flag.isSet(active) ? going : going.not());
        }
        return and(conditions);
    }

    private static void addEqual(List<Condition> conditions, Field<String> field, @Nullable String value) {
        if (value != null) {
            conditions.add(field.eq(value));
        }
    }
}
