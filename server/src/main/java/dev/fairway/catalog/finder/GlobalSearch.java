package dev.fairway.catalog.finder;

import static org.jooq.impl.DSL.val;

import dev.fairway.access.Actor;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.rules.TextMatch;
import dev.fairway.catalog.search.Readable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Finds entities of any blueprint by what they are called, then by the words of their texts. Ranked: called so, beginning
 * so, a word of the title beginning so, containing it, only in a text; shorter titles first. Where very many match,
 * each way of matching brings its first few hundred, so that a short word is answered as fast as a long one.
 */
@Repository
class GlobalSearch {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");
    private static final String FIND = """
            with found(id, way) as (
                (select id, 1 from catalog.entity where lower(identifier) like {0} order by lower(identifier) limit 200)
                union all
                (select id, 1 from catalog.entity where lower(left(title, 200)) like {0}
                 order by lower(left(title, 200)) limit 200)
                union all
                (select id, 3 from catalog.entity
                 where (coalesce(title, '') || ' ' || identifier) ilike {1} limit 500)
                union all
                (select id, 4 from catalog.entity
                 where catalog.words(properties) @@ to_tsquery('simple', {2})
                 limit 300)
            )
            select b.identifier as blueprint, e.identifier, coalesce(e.title, e.identifier) as title, e.icon
            from (select id, min(way) as way from found group by id) f
            join catalog.entity e on e.id = f.id
            join catalog.blueprint b on b.id = e.blueprint_id
            where {6}
            order by case when lower(coalesce(e.title, '')) = {3} or lower(e.identifier) = {3} then 0
                          when f.way > 1 and e.title ilike {4} then 2 else f.way end,
                     length(coalesce(e.title, e.identifier)), e.id
            limit {5}
            """;

    private final DSLContext db;
    private final Blueprints blueprints;
    private final Readable readable;

    GlobalSearch(DSLContext db, Blueprints blueprints, Readable readable) {
        this.db = db;
        this.blueprints = blueprints;
        this.readable = readable;
    }

    record Hit(
            String blueprint,
            String blueprintTitle,
            String identifier,
            String title,
            @Nullable String icon) {}

    List<Hit> find(String text, int limit, Actor actor) {
        String lower = text.toLowerCase(Locale.ROOT);
        String pattern = TextMatch.escaped(lower);
        return db.resultQuery(
                        FIND,
                        val(pattern + "%"),
                        val("%" + pattern + "%"),
                        val(words(lower)),
                        val(lower),
                        val("% " + pattern + "%"),
                        val(limit),
                        readable.anywhere(actor))
                .fetch(this::hit);
    }

    /** All of the words, each as the beginning of one. */
    private static String words(String text) {
        return NO_WORD.splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .map(word -> word + ":*")
                .collect(Collectors.joining(" & "));
    }

    private Hit hit(Record row) {
        String blueprint = row.get("blueprint", String.class);
        return new Hit(
                blueprint,
                blueprints.find(blueprint).map(Blueprint::title).orElse(blueprint),
                row.get("identifier", String.class),
                Objects.requireNonNull(row.get("title", String.class)),
                row.get("icon", String.class));
    }
}
