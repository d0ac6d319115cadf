package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import java.util.Collection;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;

/** How rows name those who are asked: themselves, or by a role or a team of theirs. */
enum Naming {
    USER,
    ROLE,
    TEAM;

    /** @return whether a row names somebody */
    static Condition of(Actor actor, Field<String> kind, Field<String> name) {
        return USER.in(Set.of(actor.name()), kind, name)
                .or(ROLE.in(actor.roles(), kind, name))
                .or(TEAM.in(actor.teams(), kind, name));
    }

    private Condition in(Collection<String> names, Field<String> kind, Field<String> name) {
        return kind.eq(name()).and(name.in(names));
    }
}
