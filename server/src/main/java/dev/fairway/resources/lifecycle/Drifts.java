package dev.fairway.resources.lifecycle;

import static fairway.tables.resources.Tables.DRIFT;

import dev.fairway.resources.spi.Observation;
import dev.fairway.resources.types.ResourceType;
import dev.fairway.shared.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where servers do not say what specifications say. */
@Repository
public class Drifts {

    private static final String EXISTENCE = "existence";

    private final DSLContext db;

    Drifts(DSLContext db) {
        this.db = db;
    }

    /**
     * One field.
     *
     * @param since when it was seen first
     * @param acceptedBy who said that it may be so; null for nobody
     */
    public record Drift(
            String field,
            JsonNode wanted,
            JsonNode actual,
            Instant since,
            @Nullable String acceptedBy,
            @Nullable String reason) {}

    public List<Drift> of(String resource) {
        return db.selectFrom(DRIFT)
                .where(DRIFT.RESOURCE_ID.eq(resource))
                .orderBy(DRIFT.FIELD)
                .fetch(row -> new Drift(
                        row.getField(),
                        Json.read(row.getWanted().data()),
                        Json.read(row.getActual().data()),
                        row.getSince().toInstant(),
                        row.getAcceptedBy(),
                        row.getAcceptedReason()));
    }

    /**
     * Keeps what differs now; what no longer does is forgotten. A field that differs otherwise than it was accepted counts anew.
     *
     * @return the fields that did not differ before
     */
    public Set<String> keep(Resource resource, ResourceType type, Observation seen, Instant now) {
        Map<String, JsonNode[]> differing = differences(resource, type, seen);
        Map<String, Drift> before = of(resource.id()).stream().collect(Collectors.toMap(Drift::field, one -> one));
        db.deleteFrom(DRIFT)
                .where(DRIFT.RESOURCE_ID.eq(resource.id()), DRIFT.FIELD.notIn(differing.keySet()))
                .execute();
        differing.forEach((field, values) -> {
            Drift known = before.get(field);
            if (known == null || !isSame(known.actual(), values[1]) || !isSame(known.wanted(), values[0])) {
                db.insertInto(DRIFT)
                        .set(DRIFT.RESOURCE_ID, resource.id())
                        .set(DRIFT.FIELD, field)
                        .set(DRIFT.WANTED, Json.jsonb(values[0]))
                        .set(DRIFT.ACTUAL, Json.jsonb(values[1]))
                        .set(DRIFT.SINCE, now.atOffset(ZoneOffset.UTC))
                        .onConflict(DRIFT.RESOURCE_ID, DRIFT.FIELD)
                        .doUpdate()
                        .set(DRIFT.WANTED, Json.jsonb(values[0]))
                        .set(DRIFT.ACTUAL, Json.jsonb(values[1]))
                        .setNull(DRIFT.ACCEPTED_BY)
                        .setNull(DRIFT.ACCEPTED_REASON)
                        .execute();
            }
        });
        return differing.keySet().stream()
                .filter(field -> !before.containsKey(field))
                .collect(Collectors.toSet());
    }

    /** Those of some resources that have a drift which nobody accepted. */
    Set<String> among(Collection<String> resources) {
        return db.selectDistinct(DRIFT.RESOURCE_ID)
                .from(DRIFT)
                .where(DRIFT.RESOURCE_ID.in(resources), DRIFT.ACCEPTED_BY.isNull())
                .fetchSet(DRIFT.RESOURCE_ID);
    }

    public void accept(String resource, String reason, String by) {
        db.update(DRIFT)
                .set(DRIFT.ACCEPTED_BY, by)
                .set(DRIFT.ACCEPTED_REASON, reason)
                .where(DRIFT.RESOURCE_ID.eq(resource), DRIFT.ACCEPTED_BY.isNull())
                .execute();
    }

    /** By field what is wanted and what is; of fields that the server tells of. */
    private static Map<String, JsonNode[]> differences(Resource resource, ResourceType type, Observation seen) {
        Map<String, JsonNode[]> differing = new LinkedHashMap<>();
        if (!seen.isThere()) {
            differing.put(EXISTENCE, new JsonNode[] {Json.text("there"), Json.text("missing")});
            return differing;
        }
        ObjectNode wanted = type.promises().deepCopy();
        wanted.setAll(resource.wish().specification());
        Json.fields(seen.actual()).forEach((field, actual) -> {
            JsonNode said = wanted.get(field);
            if (said != null && !isSame(said, actual)) {
                differing.put(field, new JsonNode[] {said, actual});
            }
        });
        seen.differences()
                .forEach((field, difference) ->
                        differing.put(field, new JsonNode[] {difference.wanted(), difference.actual()}));
        return differing;
    }

    /** Numbers by their value, lists in any order. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isArray() && other.isArray()) {
            return Set.copyOf(one.valueStream().map(JsonNode::toString).toList())
                    .equals(Set.copyOf(
                            other.valueStream().map(JsonNode::toString).toList()));
        }
        return one.equals(other);
    }
}
