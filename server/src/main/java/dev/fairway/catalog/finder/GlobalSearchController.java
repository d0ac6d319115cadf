package dev.fairway.catalog.finder;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.ENTITY;
import static org.jooq.impl.DSL.count;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.search.Readable;
import dev.fairway.shared.InvalidInput;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GlobalSearchController {

    private static final int LONGEST = 200;
    private static final int MOST = 100;

    record SearchAnswer(boolean ok, List<GlobalSearch.Hit> results) {}

    record CountsAnswer(boolean ok, Map<String, Integer> counts) {}

    private final GlobalSearch search;
    private final DSLContext db;
    private final Readable readable;

    GlobalSearchController(GlobalSearch search, DSLContext db, Readable readable) {
        this.search = search;
        this.db = db;
        this.readable = readable;
    }

    /** Finds entities of all kinds: by what they are called first, then by the words of their texts. */
    @GetMapping("/v1/search")
    @Requires(Permission.MEMBER)
    SearchAnswer search(@RequestParam String q, @RequestParam(defaultValue = "20") int limit, Actor actor) {
        if (q.length() > LONGEST) {
            throw new InvalidInput("q", "has %d characters; at most %d are possible".formatted(q.length(), LONGEST));
        }
        if (limit < 1 || limit > MOST) {
            throw new InvalidInput("limit", "%d is not between 1 and %d".formatted(limit, MOST));
        }
        return new SearchAnswer(true, q.isBlank() ? List.of() : search.find(q.strip(), limit, actor));
    }

    /** How many entities each blueprint has. */
    @GetMapping("/v1/blueprints/counts")
    @Requires(Permission.MEMBER)
    CountsAnswer counts(Actor actor) {
        var entity = ENTITY.as("e");
        return new CountsAnswer(
                true,
                db.select(BLUEPRINT.IDENTIFIER, count(entity.ID))
                        .from(BLUEPRINT)
                        .leftJoin(entity)
                        .on(entity.BLUEPRINT_ID.eq(BLUEPRINT.ID), readable.anywhere(actor))
                        .groupBy(BLUEPRINT.ID, BLUEPRINT.IDENTIFIER)
                        .orderBy(BLUEPRINT.POSITION)
                        .fetchMap(BLUEPRINT.IDENTIFIER, count(entity.ID)));
    }
}
