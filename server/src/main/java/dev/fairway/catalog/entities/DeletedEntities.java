package dev.fairway.catalog.entities;

import static fairway.tables.catalog.Tables.ENTITY_CHANGE;

import dev.fairway.access.Actor;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.Relation;
import dev.fairway.catalog.search.Entities;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import fairway.tables.catalog.tables.records.EntityChangeRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings deleted entities back for 30 days, with the relations they had in both directions as far as both ends are there. */
@Component
class DeletedEntities {

    private static final Duration KEPT = Duration.ofDays(30);

    private final DSLContext db;
    private final Clock clock;
    private final Blueprints blueprints;
    private final Entities entities;
    private final EntityWrites writes;

    DeletedEntities(DSLContext db, Clock clock, Blueprints blueprints, Entities entities, EntityWrites writes) {
        this.db = db;
        this.clock = clock;
        this.blueprints = blueprints;
        this.entities = entities;
        this.writes = writes;
    }

    /** @return the identifiers that are there again */
    @Transactional
    public List<String> restore(String blueprint, List<String> identifiers, Actor actor) {
        List<EntityChangeRecord> deletions = new ArrayList<>();
        for (String identifier : identifiers) {
            EntityChangeRecord deletion = lastDeletion(blueprint, identifier)
                    .orElseThrow(() -> new NotFound("deleted entity", "identifier", blueprint + "/" + identifier));
            writes.write(blueprint, withoutRelations(deletion), WriteOptions.of(WriteMode.CREATE, actor));
            deletions.add(deletion);
        }
        deletions.forEach(deletion -> reconnect(blueprint, deletion, actor));
        return identifiers;
    }

    private Optional<EntityChangeRecord> lastDeletion(String blueprint, String identifier) {
        OffsetDateTime oldest = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        return db.selectFrom(ENTITY_CHANGE)
                .where(ENTITY_CHANGE.BLUEPRINT.eq(blueprint), ENTITY_CHANGE.IDENTIFIER.eq(identifier))
                .and(ENTITY_CHANGE.ACTION.eq("DELETE"))
                .and(ENTITY_CHANGE.AT.gt(oldest))
                .orderBy(ENTITY_CHANGE.ID.desc())
                .limit(1)
                .fetchOptional();
    }

    private ObjectNode withoutRelations(EntityChangeRecord deletion) {
        ObjectNode before = Json.readObject(deletion.getBefore());
        Blueprint blueprint = blueprints.get(deletion.getBlueprint());
        ObjectNode properties = Json.objectAt(before, "properties");
        properties.retain(blueprint.properties().keySet());
        before.set("properties", properties);
        before.set("relations", requiredOf(blueprint, Json.objectAt(before, "relations")));
        return before;
    }

    private static ObjectNode requiredOf(Blueprint blueprint, ObjectNode relations) {
        ObjectNode required = relations.deepCopy();
        required.retain(blueprint.relations().values().stream()
                .filter(Relation::isRequired)
                .map(Relation::identifier)
                .toList());
        return required;
    }

    private void reconnect(String blueprint, EntityChangeRecord deletion, Actor actor) {
        Blueprint kind = blueprints.get(blueprint);
        ObjectNode relations = Json.objectAt(Json.readObject(deletion.getBefore()), "relations");
        ObjectNode kept = Json.object();
        Json.fields(relations).forEach((name, value) -> {
            Relation relation = kind.relations().get(name);
            if (relation != null && !value.isNull()) {
                kept.set(name, existing(relation, value));
            }
        });
        if (!kept.isEmpty()) {
            ObjectNode change = Json.object();
            change.set("relations", kept);
            writes.change(blueprint, deletion.getIdentifier(), change, null, WriteOptions.of(WriteMode.MERGE, actor));
        }
        for (JsonNode incoming : deletion.getIncoming() == null
                ? Json.array()
                : Json.read(deletion.getIncoming().data())) {
            reconnectFrom(incoming, deletion.getIdentifier(), actor);
        }
    }

    private JsonNode existing(Relation relation, JsonNode value) {
        List<String> wanted = value.isArray() ? Json.texts(value) : List.of(value.asString());
        Blueprint target = blueprints.get(relation.target());
        List<String> there = entities.stored(target, wanted).stream()
                .map(entity -> entity.identifier())
                .toList();
        return Json.array(wanted.stream().filter(there::contains).toList());
    }

    /** Somebody who pointed to the entity points to it again, unless the relation has another target by now. */
    private void reconnectFrom(JsonNode incoming, String target, Actor actor) {
        String blueprint = incoming.get("blueprint").stringValue();
        String relationName = incoming.get("relation").stringValue();
        Optional<Blueprint> kind = blueprints.find(blueprint);
        Relation relation =
                kind.map(known -> known.relations().get(relationName)).orElse(null);
        if (kind.isEmpty() || relation == null) {
            return;
        }
        entities.find(kind.get(), incoming.get("identifier").stringValue()).ifPresent(source -> {
            List<String> targets = new ArrayList<>(source.relations().getOrDefault(relationName, List.of()));
            if (!targets.contains(target) && (relation.isMany() || targets.isEmpty())) {
                targets.add(target);
                ObjectNode change = Json.object();
                change.putObject("relations").set(relationName, Json.array(targets));
                writes.change(blueprint, source.identifier(), change, null, WriteOptions.of(WriteMode.MERGE, actor));
            }
        });
    }
}
