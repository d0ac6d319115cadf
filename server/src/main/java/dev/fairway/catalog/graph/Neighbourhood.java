package dev.fairway.catalog.graph;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.EDGE;
import static fairway.tables.catalog.Tables.ENTITY;
import static fairway.tables.catalog.Tables.RELATION;

import dev.fairway.catalog.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The entities around one, over relations in either direction, nearest first. */
@Repository
class Neighbourhood {

    private static final int MOST_NODES = 200;
    private static final int MOST_EDGES = 1000;

    private final DSLContext db;

    Neighbourhood(DSLContext db) {
        this.db = db;
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

    Graph around(Entity entity, int depth) {
        Map<Long, Integer> depths = new LinkedHashMap<>();
        depths.put(entity.id(), 0);
        List<Long> frontier = List.of(entity.id());
        boolean truncated = false;
        for (int step = 1; step <= depth && !frontier.isEmpty(); step++) {
            List<Long> next = new ArrayList<>();
            for (Long neighbour : neighbours(frontier)) {
                if (depths.size() >= MOST_NODES) {
                    truncated = true;
                } else if (depths.putIfAbsent(neighbour, step) == null) {
                    next.add(neighbour);
                }
            }
            frontier = next;
        }
        Map<Long, Node> nodes = nodes(depths);
        return new Graph(List.copyOf(nodes.values()), edges(nodes), truncated);
    }

    private List<Long> neighbours(List<Long> frontier) {
        Field<Long> id = EDGE.TARGET_ID.as("id");
        return db.selectDistinct(id)
                .from(EDGE)
                .where(EDGE.SOURCE_ID.in(frontier))
                .union(db.selectDistinct(EDGE.SOURCE_ID).from(EDGE).where(EDGE.TARGET_ID.in(frontier)))
                .orderBy(1)
                .limit(MOST_EDGES)
                .fetch(row -> row.value1());
    }

    private Map<Long, Node> nodes(Map<Long, Integer> depths) {
        Map<Long, Node> nodes = new LinkedHashMap<>();
        db.select(ENTITY.ID, BLUEPRINT.IDENTIFIER, ENTITY.IDENTIFIER, ENTITY.TITLE, ENTITY.ICON)
                .from(ENTITY)
                .join(BLUEPRINT)
                .on(BLUEPRINT.ID.eq(ENTITY.BLUEPRINT_ID))
                .where(ENTITY.ID.in(depths.keySet()))
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
        return db.select(EDGE.SOURCE_ID, EDGE.TARGET_ID, RELATION.IDENTIFIER)
                .from(EDGE)
                .join(RELATION)
                .on(RELATION.ID.eq(EDGE.RELATION_ID))
                .where(EDGE.SOURCE_ID.in(nodes.keySet()), EDGE.TARGET_ID.in(nodes.keySet()))
                .orderBy(EDGE.SOURCE_ID, EDGE.RELATION_ID, EDGE.POSITION)
                .limit(MOST_EDGES)
                .fetch(row -> new Edge(name(nodes.get(row.value1())), name(nodes.get(row.value2())), row.value3()));
    }

    private static String name(@Nullable Node node) {
        Node known = Objects.requireNonNull(node);
        return known.blueprint() + "/" + known.identifier();
    }
}
