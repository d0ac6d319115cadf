package dev.fairway.delivery.git;

import static fairway.tables.delivery.Tables.REPOSITORY;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;

import dev.fairway.access.Actor;
import dev.fairway.shared.http.Flag;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which repositories somebody asks for; what is null does not matter.
 *
 * @param q what names or descriptions contain
 * @param team the owner
 * @param mine those of the teams of whoever asks
 */
record RepositoryFilter(
        @Nullable String q, @Nullable String team, @Nullable String mine) {

    Condition conditions(Actor actor, @Nullable RepositoryName behind) {
        List<Condition> conditions = new ArrayList<>();
        if (behind != null) {
            conditions.add(row(REPOSITORY.OWNER, REPOSITORY.NAME).gt(behind.owner(), behind.name()));
        }
        if (q != null && !q.isBlank()) {
            conditions.add(or(
                    REPOSITORY.NAME.containsIgnoreCase(q),
                    REPOSITORY.OWNER.containsIgnoreCase(q),
                    REPOSITORY.DESCRIPTION.containsIgnoreCase(q)));
        }
        if (team != null && !team.isBlank()) {
            conditions.add(REPOSITORY.OWNER.eq(team));
        }
        if (Flag.isSet(mine)) {
            conditions.add(REPOSITORY.OWNER.in(actor.teams()));
        }
        return and(conditions);
    }
}
