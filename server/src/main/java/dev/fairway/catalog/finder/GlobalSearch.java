package dev.fairway.catalog.finder;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.ENTITY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.length;
import static org.jooq.impl.DSL.val;

import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.rules.TextMatch;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Finds entities of any blueprint by title or identifier first, then by words in their text. Ranked: exact, begins
 * with, begins a word, contains, only in the text; shorter titles first.
 */
@Repository
class GlobalSearch {

    private final DSLContext db;
    private final Blueprints blueprints;

    GlobalSearch(DSLContext db, Blueprints blueprints) {
        this.db = db;
        this.blueprints = blueprints;
    }

    record Hit(
            String blueprint,
            String blueprintTitle,
            String identifier,
            String title,
            @Nullable String icon) {}

    List<Hit> find(String text, int limit) {
        var entity = ENTITY.as("e");
        Field<String> title = coalesce(entity.TITLE, entity.IDENTIFIER);
        String escaped = TextMatch.escaped(text);
        Condition inNames = condition(
                "({0} || ' ' || {1}) ilike {2}",
                coalesce(entity.TITLE, inline("")), entity.IDENTIFIER, val("%" + escaped + "%"));
        Field<Integer> rank = field(
                "case when lower({0}) = lower({1}) or lower({2}) = lower({1}) then 0"
                        + " when {0} ilike {3} or {2} ilike {3} then 1 when {0} ilike {4} then 2 else 3 end",
                Integer.class, title, val(text), entity.IDENTIFIER, val(escaped + "%"), val("% " + escaped + "%"));
        return db.select(BLUEPRINT.IDENTIFIER, entity.IDENTIFIER, title, entity.ICON)
                .from(entity)
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(entity.BLUEPRINT_ID))
                .where(inNames)
                .orderBy(rank, length(title), entity.ID)
                .limit(limit)
                .fetch(row -> new Hit(row.value1(), titleOf(row.value1()), row.value2(), row.value3(), row.value4()));
    }

    private String titleOf(String blueprint) {
        return blueprints.find(blueprint).map(Blueprint::title).orElse(Objects.requireNonNull(blueprint));
    }
}
