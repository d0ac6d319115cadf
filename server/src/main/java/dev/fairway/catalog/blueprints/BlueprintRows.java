package dev.fairway.catalog.blueprints;

import static fairway.tables.catalog.Tables.BLUEPRINT;
import static fairway.tables.catalog.Tables.RELATION;
import static org.jooq.impl.DSL.field;

import dev.fairway.catalog.Stamp;
import dev.fairway.catalog.blueprints.Derived.Calculation;
import dev.fairway.catalog.blueprints.Derived.Mirror;
import dev.fairway.shared.Json;
import dev.fairway.shared.schema.PropertyType;
import fairway.tables.catalog.tables.records.BlueprintRecord;
import fairway.tables.catalog.tables.records.RelationRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads blueprints as they are in the database now. */
final class BlueprintRows {

    /** The transaction that wrote the row last. */
    private static final Field<Long> REVISION = field("blueprint.xmin::text::bigint", Long.class);

    private BlueprintRows() {}

    static Map<String, Blueprint> load(DSLContext db) {
        Result<Record> rows = db.select(BLUEPRINT.fields())
                .select(REVISION)
                .from(BLUEPRINT)
                .orderBy(BLUEPRINT.POSITION)
                .fetch();
        Map<Integer, String> names = rows.intoMap(BLUEPRINT.ID, BLUEPRINT.IDENTIFIER);
        Map<Integer, List<RelationRecord>> relations = db.selectFrom(RELATION).orderBy(RELATION.ID).stream()
                .collect(Collectors.groupingBy(RelationRecord::getBlueprintId));
        Map<String, Blueprint> blueprints = new LinkedHashMap<>();
        for (Record read : rows) {
            BlueprintRecord row = read.into(BLUEPRINT);
            var key = new Blueprint.Key(row.getId(), row.getIdentifier(), row.getSystem(), read.get(REVISION));
            blueprints.put(key.identifier(), blueprint(key, row, relations.getOrDefault(key.id(), List.of()), names));
        }
        return blueprints;
    }

    static boolean isCurrent(DSLContext db, Blueprint.Key known) {
        return db.fetchExists(BLUEPRINT, BLUEPRINT.ID.eq(known.id()), REVISION.eq(known.revision()));
    }

    private static Blueprint blueprint(
            Blueprint.Key key, BlueprintRecord row, List<RelationRecord> edges, Map<Integer, String> names) {
        ObjectNode definition = Json.readObject(row.getDefinition());
        return new Blueprint(
                key,
                definition,
                properties(definition),
                relations(definition, edges, names),
                derived(row.getIdentifier(), definition),
                Json.readObject(row.getPermissions()),
                Stamp.of(row.getCreatedAt(), row.getCreatedBy(), row.getUpdatedAt(), row.getUpdatedBy()));
    }

    private static Map<String, Property> properties(ObjectNode definition) {
        ObjectNode schema = Json.objectAt(definition, "schema");
        List<String> required = Json.texts(schema.get("required"));
        Map<String, Property> properties = new LinkedHashMap<>();
        Json.fields(Json.objectAt(schema, "properties"))
                .forEach((name, property) -> properties.put(
                        name, new Property(name, type(property), (ObjectNode) property, required.contains(name))));
        return properties;
    }

    private static PropertyType type(JsonNode property) {
        return PropertyType.of(String.valueOf(Json.textAt(property, "type"))).orElse(PropertyType.STRING);
    }

    private static Map<String, Relation> relations(
            ObjectNode definition, List<RelationRecord> rows, Map<Integer, String> names) {
        Map<String, RelationRecord> byName =
                rows.stream().collect(Collectors.toMap(RelationRecord::getIdentifier, row -> row));
        Map<String, Relation> relations = new LinkedHashMap<>();
        Json.fields(Json.objectAt(definition, "relations")).forEach((name, relation) -> {
            RelationRecord row = byName.get(name);
            if (row != null) {
                String title = Json.textAt(relation, "title");
                String target = names.getOrDefault(row.getTargetId(), "");
                relations.put(
                        name,
                        new Relation(row.getId(), name, title == null ? name : title, target, cardinality(relation)));
            }
        });
        return relations;
    }

    private static Relation.Cardinality cardinality(JsonNode relation) {
        if (relation.path("many").asBoolean(false)) {
            return Relation.Cardinality.MANY;
        }
        return relation.path("required").asBoolean(false)
                ? Relation.Cardinality.REQUIRED
                : Relation.Cardinality.OPTIONAL;
    }

    private static Map<String, Derived> derived(String owner, ObjectNode definition) {
        Map<String, Derived> derived = new LinkedHashMap<>();
        Json.fields(Json.objectAt(definition, "mirrorProperties")).forEach((name, mirror) -> {
            List<String> path =
                    Arrays.asList(String.valueOf(Json.textAt(mirror, "path")).split("\\."));
            derived.put(name, new Mirror(name, path.subList(0, path.size() - 1), path.getLast()));
        });
        Json.fields(Json.objectAt(definition, "calculationProperties"))
                .forEach((name, calculation) -> derived.put(
                        name,
                        new Calculation(
                                name, type(calculation), String.valueOf(Json.textAt(calculation, "calculation")))));
        Json.fields(Json.objectAt(definition, "aggregationProperties"))
                .forEach((name, aggregation) -> derived.put(name, AggregationSpec.read(owner, name, aggregation)));
        return derived;
    }
}
