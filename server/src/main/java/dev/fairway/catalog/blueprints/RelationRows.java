package dev.fairway.catalog.blueprints;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.RELATION;

import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps one row a relation, in step with the definition. Edges of a relation that is gone go with it. */
@Repository
class RelationRows {

    private final DSLContext db;

    RelationRows(DSLContext db) {
        this.db = db;
    }

    void write(int blueprint, ObjectNode definition) {
        Map<String, JsonNode> wanted = Json.fields(Json.objectAt(definition, "relations"));
        db.deleteFrom(RELATION)
                .where(RELATION.BLUEPRINT_ID.eq(blueprint), RELATION.IDENTIFIER.notIn(wanted.keySet()))
                .execute();
        wanted.forEach((name, relation) -> write(blueprint, name, String.valueOf(Json.textAt(relation, "target"))));
    }

    private void write(int blueprint, String name, String target) {
        int targetId = db.select(BLUEPRINT.ID)
                .from(BLUEPRINT)
                .where(BLUEPRINT.IDENTIFIER.eq(target))
                .fetchOptional(BLUEPRINT.ID)
                .orElseThrow(() -> new NotFound("blueprint", "identifier", target));
        db.deleteFrom(RELATION)
                .where(RELATION.BLUEPRINT_ID.eq(blueprint), RELATION.IDENTIFIER.eq(name))
                .and(RELATION.TARGET_ID.ne(targetId))
                .execute();
        db.insertInto(RELATION)
                .set(RELATION.BLUEPRINT_ID, blueprint)
                .set(RELATION.IDENTIFIER, name)
                .set(RELATION.TARGET_ID, targetId)
                .onConflictDoNothing()
                .execute();
    }

    void removeOf(int blueprint) {
        db.deleteFrom(RELATION).where(RELATION.BLUEPRINT_ID.eq(blueprint)).execute();
    }
}
