package dev.fairway.catalog.search;

import static fairway.tables.catalog.Tables.ENTITY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.noCondition;

import dev.fairway.access.Actor;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.shared.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the titles of related entities that somebody may read beside their identifiers: one query a relation for a whole
 * page of rows.
 */
@Component
public class RelationTitles {

    private final DSLContext db;
    private final Blueprints blueprints;
    private final Readable readable;

    RelationTitles(DSLContext db, Blueprints blueprints, Readable readable) {
        this.db = db;
        this.blueprints = blueprints;
        this.readable = readable;
    }

    public void attach(Blueprint blueprint, List<ObjectNode> rows, Actor actor) {
        for (Relation relation : blueprint.relations().values()) {
            String name = relation.identifier();
            Set<String> identifiers = new HashSet<>();
            rows.forEach(row -> identifiers.addAll(names(row.path("relations").path(name))));
            if (!identifiers.isEmpty()) {
                Map<String, String> titles = titles(blueprints.get(relation.target()), identifiers, actor);
                rows.forEach(row -> replace(Json.objectAt(row, "relations"), name, titles));
            }
        }
    }

    private Map<String, String> titles(Blueprint target, Set<String> identifiers, Actor actor) {
        Condition seen = Readable.isAll(target, actor) ? noCondition() : readable.naming(ENTITY.ID, actor);
        return db.select(ENTITY.IDENTIFIER, coalesce(ENTITY.TITLE, ENTITY.IDENTIFIER))
                .from(ENTITY)
                .where(ENTITY.BLUEPRINT_ID.eq(target.id()), ENTITY.IDENTIFIER.in(identifiers), seen)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    private static void replace(ObjectNode relations, String name, Map<String, String> titles) {
        JsonNode value = relations.get(name);
        if (value instanceof ArrayNode) {
            ArrayNode named = Json.array();
            names(value).forEach(identifier -> named.add(named(identifier, titles)));
            relations.set(name, named);
        } else if (value != null && value.isString()) {
            relations.set(name, named(value.stringValue(), titles));
        }
    }

    private static ObjectNode named(String identifier, Map<String, String> titles) {
        return Json.object().put("identifier", identifier).put("title", titles.getOrDefault(identifier, identifier));
    }

    private static List<String> names(JsonNode value) {
        return value.isString() ? List.of(value.stringValue()) : Json.texts(value);
    }
}
