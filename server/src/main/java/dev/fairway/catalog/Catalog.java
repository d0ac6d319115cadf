package dev.fairway.catalog;

import dev.fairway.access.Actor;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.catalog.blueprints.SystemBlueprints;
import dev.fairway.catalog.entities.EntityDeletion;
import dev.fairway.catalog.entities.EntityWrites;
import dev.fairway.catalog.entities.WriteMode;
import dev.fairway.catalog.entities.WriteOptions;
import dev.fairway.catalog.search.CatalogSearch;
import dev.fairway.catalog.search.Entities;
import dev.fairway.catalog.search.EntityJson;
import dev.fairway.catalog.search.Search;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The catalog, as the modules that build on it see it. Entities are as the API shows them. */
@Component
public class Catalog {

    /** Users as entities; the identifier is the e-mail address. */
    public static final String USER = SystemBlueprints.USER;

    /** Teams as entities; the identifier is the name. */
    public static final String TEAM = SystemBlueprints.TEAM;

    /** The blueprint that companies keep their services under. */
    public static final String SERVICE = "service";

    private static final int MOST_FOUND = 1_000;

    private final Blueprints blueprints;
    private final Entities entities;
    private final CatalogSearch search;
    private final EntityWrites writes;
    private final EntityDeletion deletion;

    Catalog(
            Blueprints blueprints,
            Entities entities,
            CatalogSearch search,
            EntityWrites writes,
            EntityDeletion deletion) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.search = search;
        this.writes = writes;
        this.deletion = deletion;
    }

    /** Whether a service of that name is in the catalog. */
    public boolean hasService(String identifier) {
        return hasBlueprint(SERVICE)
                && entity(SERVICE, identifier, Actor.SYSTEM).isPresent();
    }

    public boolean hasBlueprint(String identifier) {
        return blueprints.find(identifier).isPresent();
    }

    /**
     * Makes a blueprint that a module needs, or adds what it lacks. What is there already stays as it is, as people may have
     * changed it.
     */
    public void define(ObjectNode wanted) {
        String identifier = String.valueOf(Json.textAt(wanted, "identifier"));
        Optional<Blueprint> there = blueprints.find(identifier);
        if (there.isEmpty()) {
            blueprints.create(wanted.deepCopy(), Blueprints.CatalogPage.MADE, Actor.SYSTEM);
            return;
        }
        ObjectNode definition = there.get().definition().deepCopy();
        boolean lacked = add(definition.withObject("schema"), wanted.path("schema"), "properties");
        lacked |= add(definition, wanted, "relations");
        if (lacked) {
            blueprints.replace(identifier, definition, Actor.SYSTEM);
        }
    }

    /** The same for what may belong to a service: with a relation to it where services are in the catalog. */
    public void defineForServices(ObjectNode wanted) {
        ObjectNode definition = wanted.deepCopy();
        if (hasBlueprint(SERVICE)) {
            definition
                    .withObject("relations")
                    .putObject(SERVICE)
                    .put("title", "Service")
                    .put("target", SERVICE)
                    .put("many", false)
                    .put("required", false);
        }
        define(definition);
    }

    /** Whether anything was added. */
    private static boolean add(ObjectNode definition, JsonNode wanted, String section) {
        ObjectNode there = definition.withObject(section);
        boolean lacked = false;
        for (Map.Entry<String, JsonNode> one :
                Json.fields(Json.objectAt(wanted, section)).entrySet()) {
            if (!there.has(one.getKey())) {
                there.set(one.getKey(), one.getValue());
                lacked = true;
            }
        }
        return lacked;
    }

    public boolean hasProperty(String blueprint, String property) {
        return blueprints
                .find(blueprint)
                .filter(found -> found.definition().at("/schema/properties").has(property))
                .isPresent();
    }

    /** Empty when it is not there, or the reader may not see it. @throws NotFound when there is no such blueprint */
    public Optional<ObjectNode> entity(String blueprint, String identifier, Actor reader) {
        Blueprint kind = blueprints.get(blueprint);
        Search one = new Search(null, null, List.of(identifier));
        return entities.page(kind, one, List.of(), new Entities.Paging(1, null), reader).entities().stream()
                .findFirst()
                .map(entity -> EntityJson.of(kind, entity));
    }

    /**
     * Whether the reader sees such an entity and it matches a search.
     *
     * @param query {@code {combinator, rules}}
     * @throws NotFound when there is no such blueprint
     */
    public boolean matches(String blueprint, String identifier, JsonNode query, Actor reader) {
        Search search = new Search(query, null, List.of(identifier));
        return entities.count(blueprints.get(blueprint), search, reader) > 0;
    }

    /**
     * Entities of all kinds that match, at most 1,000.
     *
     * @param query {@code {combinator, rules}}
     * @throws InvalidInput when more match, or the query is none
     */
    public List<ObjectNode> find(JsonNode query, Actor reader) {
        List<ObjectNode> found = new ArrayList<>();
        search.forEach(query, reader, (blueprint, entity) -> {
            if (found.size() == MOST_FOUND) {
                throw new InvalidInput("rules", "match more than %,d entities".formatted(MOST_FOUND));
            }
            found.add(EntityJson.of(blueprint, entity));
        });
        return found;
    }

    /** How many entities of a blueprint a team owns. */
    public int countOwned(String blueprint, String team) {
        ObjectNode rule = Json.object().put("property", "$team").put("operator", "containsAny");
        rule.putArray("value").add(team);
        ObjectNode query = Json.object().put("combinator", "and");
        query.putArray("rules").add(rule);
        return (int) entities.count(blueprints.get(blueprint), Search.of(query), Actor.SYSTEM);
    }

    /**
     * Creates an entity or changes what the body mentions of it, as the actor may.
     *
     * @param runId the run on whose behalf it is written, as the audit log shows it; null outside of runs
     */
    public ObjectNode upsert(String blueprint, ObjectNode body, @Nullable String runId, Actor actor) {
        WriteOptions options = new WriteOptions(
                WriteMode.UPSERT_MERGE,
                WriteOptions.Missing.REFUSED,
                WriteOptions.Commit.KEPT,
                WriteOptions.Unknown.REFUSED,
                runId,
                actor);
        Entity written = writes.write(blueprint, body, options);
        return EntityJson.of(blueprints.get(blueprint), written);
    }

    /** Removes an entity where it is there. */
    public void remove(String blueprint, String identifier, Actor actor) {
        deletion.delete(blueprint, List.of(identifier), EntityDeletion.OfDependents.DELETED, actor);
    }
}
