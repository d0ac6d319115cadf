package dev.fairway.delivery.hosts;

import static fairway.tables.delivery.Tables.EXTERNAL_REPOSITORY;
import static fairway.tables.delivery.Tables.REPOSITORY;

import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Cursor;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The parts of names in statements that join repositories here and outside, each row one of them. */
public final class RepositoryNames {

    /** Of one outside as in {@code github:acme}. */
    public static final Field<String> OWNER = DSL.coalesce(
            REPOSITORY.OWNER,
            DSL.concat(
                    EXTERNAL_REPOSITORY.HOST,
                    DSL.val(":"),
                    DSL.regexpReplaceFirst(EXTERNAL_REPOSITORY.PATH, "/[^/]*$", "")));

    public static final Field<String> NAME =
            DSL.coalesce(REPOSITORY.NAME, DSL.regexpReplaceFirst(EXTERNAL_REPOSITORY.PATH, "^.*/", ""));

    private RepositoryNames() {}

    /** Those that a team owns, or that are known on its behalf. @param team null for any */
    public static Condition of(@Nullable String team) {
        return team == null ? DSL.noCondition() : REPOSITORY.OWNER.eq(team).or(EXTERNAL_REPOSITORY.TEAM.eq(team));
    }

    /** In the order of owners and names. @param name last one of the page before; null for the first page */
    public static Condition behind(@Nullable RepositoryName name) {
        return name == null ? DSL.noCondition() : DSL.row(OWNER, NAME).gt(name.owner(), name.name());
    }

    /** Where a page begins. @param from as the page before said; null for the first page */
    public static @Nullable RepositoryName from(@Nullable String from) {
        if (from == null) {
            return null;
        }
        List<?> values = Cursor.decode(from, 2).values();
        return RepositoryName.of(String.valueOf(values.getFirst()), String.valueOf(values.get(1)));
    }

    /** What the next page begins behind. */
    public static String cursor(RepositoryName last) {
        return new Cursor(List.of(last.owner(), last.name())).encode();
    }
}
