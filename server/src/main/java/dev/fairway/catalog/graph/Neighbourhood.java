package dev.fairway.catalog.graph;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.EDGE;
import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.RELATION;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Entity;
import dev.fairway.catalog.search.Readable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The entities around one, over relations in either direction, nearest first. */
@Repository
class Neighbourhood {

    private static final int MOST_NODES = 200;
    private static final int MOST_EDGES = 1000;
    private static final int MOST_OF_ONE = 100;
    private static final String NEIGHBOURS = """
            select f.id as from_id, n.id as to_id
            from unnest(?) as f(id),
                 lateral ((select target_id as id from catalog.edge where source_id = f.id limit %1$d)
                          union all
                          (select source_id from catalog.edge where target_id = f.id limit %1$d)) n
            """.formatted(MOST_OF_ONE);
    private static final Field<Long> FROM = field(name("from_id"), Long.class);
    private static final Field<Long> TO = field(name("to_id"), Long.class);

    private final DSLContext db;
    private final Readable readable;

    Neighbourhood(DSLContext db, Readable readable) {
        this.db = db;
        this.readable = readable;
    }

    record Node(
            String blueprint,
            String identifier,
            String title,
            @Nullable String icon,
            int depth) {}

    /** @param source blueprint and identifier with a slash between */
    record Edge(String source, String target, String relation) {}

    /** @param truncated there is more around than is shown */
    record Graph(List<Node> nodes, List<Edge> edges, boolean truncated) {}

    Graph around(Entity entity, int depth, Actor actor) {
        Map<Long, Integer> depths = new LinkedHashMap<>();
        depths.put(entity.id(), 0);
        List<Long> frontier = List.of(entity.id());
        boolean truncated = false;
        for (int step = 1; step <= depth && !frontier.isEmpty(); step++) {
            List<Long> next = new ArrayList<>();
            Result<Record2<Long, Long>> pairs = neighbours(frontier);
            truncated |= pairs.intoGroups(FROM).values().stream().anyMatch(some -> some.size() >= MOST_OF_ONE);
            Set<Long> seen = readable.among(pairs.getValues(TO), actor);
            for (Long neighbour : pairs.getValues(TO)) {
                if (!seen.contains(neighbour)) {
                    continue;
                }
                if (depths.size() < MOST_NODES) {
                    if (depths.putIfAbsent(neighbour, step) == null) {
                        next.add(neighbour);
                    }
                } else if (!depths.containsKey(neighbour)) {
                    truncated = true;
                }
            }
            frontier = next;
        }
        Map<Long, Node> nodes = nodes(depths);
        return new Graph(List.copyOf(nodes.values()), edges(nodes), truncated);
    }

    /** Of an entity that thousands point to, only some: they are counted on its own page. */
    private Result<Record2<Long, Long>> neighbours(List<Long> frontier) {
        return db.resultQuery(NEIGHBOURS, (Object) frontier.toArray(Long[]::new))
                .coerce(FROM, TO)
                .fetch();
    }

    private Map<Long, Node> nodes(Map<Long, Integer> depths) {
        Map<Long, Node> nodes = new LinkedHashMap<>();
        db.select(ENTITY.ID, BLUEPRINT.IDENTIFIER, ENTITY.IDENTIFIER, ENTITY.TITLE, ENTITY.ICON)
                .from(ENTITY)
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(ENTITY.BLUEPRINT_ID))
                .where(ENTITY.ID.eq(any(depths.keySet().toArray(Long[]::new))))
                .orderBy(ENTITY.ID)
                .forEach(row -> nodes.put(
                        row.value1(),
                        new Node(
                                row.value2(),
                                row.value3(),
                                Objects.requireNonNullElse(row.value4(), row.value3()),
                                row.value5(),
                                depths.getOrDefault(row.value1(), 0))));
        return nodes;
    }

    private List<Edge> edges(Map<Long, Node> nodes) {
        Long[] shown = nodes.keySet().toArray(Long[]::new);
        return db.select(EDGE.SOURCE_ID, EDGE.TARGET_ID, RELATION.IDENTIFIER)
                .from(EDGE)
                .join(RELATION)
                .on(RELATION.ID.eq(EDGE.RELATION_ID))
                .where(EDGE.SOURCE_ID.eq(any(shown)), EDGE.TARGET_ID.eq(any(shown)))
                .orderBy(EDGE.SOURCE_ID, EDGE.RELATION_ID, EDGE.POSITION)
                .limit(MOST_EDGES)
                .fetch(row -> new Edge(nameOf(nodes.get(row.value1())), nameOf(nodes.get(row.value2())), row.value3()));
    }

    private static String nameOf(@Nullable Node node) {
        Node known = Objects.requireNonNull(node);
        return known.blueprint() + "/" + known.identifier();
    }
}
