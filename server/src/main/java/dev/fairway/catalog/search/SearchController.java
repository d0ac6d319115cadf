package dev.fairway.catalog.search;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import dev.fairway.shared.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/blueprints/{blueprint}")
class SearchController {

    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_SORTS = 5;
    private static final int MAX_FACETS = 20;

    record SearchBody(
            @Nullable JsonNode query,
            @Nullable List<String> include,
            @Nullable List<String> exclude,
            @Nullable Integer limit,
            @Nullable String from,
            @Nullable String search,
            @Nullable List<Sort> sort,
            @Nullable List<String> identifiers,
            @Nullable Boolean count,
            @Nullable Boolean countOnly,
            @Nullable Boolean attachTitles,
            @Nullable JsonNode combinator) {

        Search wanted() {
            if (combinator != null) {
                throw new InvalidInput("combinator", "belongs inside \"query\" here");
            }
            return new Search(query, search, identifiers);
        }
    }

    record EntitiesPage(
            boolean ok,
            List<ObjectNode> entities,
            @Nullable String next,
            @Nullable Long total) {}

    record CountAnswer(boolean ok, long count) {}

    record FacetsBody(
            @Nullable JsonNode query,
            @Nullable String search,
            @Nullable List<String> properties,
            @Nullable Integer limit) {}

    record FacetsAnswer(boolean ok, Map<String, List<Facets.Value>> facets) {}

    private final Blueprints blueprints;
    private final Entities entities;
    private final RelationTitles titles;

    SearchController(Blueprints blueprints, Entities entities, RelationTitles titles) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.titles = titles;
    }

    /** A page of the entities of a blueprint that match: rules, text, sort, limit and cursor. */
    @PostMapping("/entities/search")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MEMBER)
    EntitiesPage search(@PathVariable String blueprint, @RequestBody SearchBody body, Actor actor) {
        return page(blueprint, body, List.of(), actor);
    }

    /** Like search, sorted and counted on request: what tables are made of. */
    @PostMapping("/entities/top-search")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MEMBER)
    EntitiesPage topSearch(@PathVariable String blueprint, @RequestBody SearchBody body, Actor actor) {
        List<Sort> sorts = Objects.requireNonNullElse(body.sort(), List.of());
        if (sorts.size() > MAX_SORTS) {
            throw new InvalidInput(
                    "sort", "has %d properties; at most %d are possible".formatted(sorts.size(), MAX_SORTS));
        }
        return page(blueprint, body, sorts, actor);
    }

    /** How many entities of a blueprint match. */
    @PostMapping("/entities/search/count")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MEMBER)
    CountAnswer count(@PathVariable String blueprint, @RequestBody SearchBody body, Actor actor) {
        return new CountAnswer(true, entities.count(blueprints.get(blueprint), body.wanted(), actor));
    }

    /** How many entities a blueprint has. */
    @GetMapping("/entities-count")
    @Requires(Permission.MEMBER)
    CountAnswer countAll(@PathVariable String blueprint, Actor actor) {
        return new CountAnswer(true, entities.count(blueprints.get(blueprint), Search.ALL, actor));
    }

    /** The values of properties and how many matching entities have each, most frequent first. */
    @PostMapping("/entities/facets")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MEMBER)
    FacetsAnswer facets(@PathVariable String blueprint, @RequestBody FacetsBody body, Actor actor) {
        Blueprint kind = blueprints.get(blueprint);
        List<String> properties = Objects.requireNonNullElse(body.properties(), List.of());
        if (properties.isEmpty() || properties.size() > MAX_FACETS) {
            throw new InvalidInput("properties", "is a list of 1 to %d properties".formatted(MAX_FACETS));
        }
        int limit = limit(body.limit(), 50);
        Search search = new Search(body.query(), body.search(), null);
        Map<String, List<Facets.Value>> facets = new LinkedHashMap<>();
        properties.forEach(name -> facets.put(name, entities.facet(kind, search, name, limit, actor)));
        return new FacetsAnswer(true, facets);
    }

    private EntitiesPage page(String blueprint, SearchBody body, List<Sort> sorts, Actor actor) {
        Blueprint kind = blueprints.get(blueprint);
        Search search = body.wanted();
        if (Boolean.TRUE.equals(body.countOnly())) {
            return new EntitiesPage(true, List.of(), null, entities.count(kind, search, actor));
        }
        Entities.Paging paging = new Entities.Paging(limit(body.limit(), DEFAULT_LIMIT), body.from());
        Entities.Page page = entities.page(kind, search, sorts, paging, actor);
        Projection projection = Projection.of(body.include(), body.exclude());
        List<ObjectNode> rows = page.entities().stream()
                .map(entity -> projection.apply(EntityJson.of(kind, entity)))
                .toList();
        if (Boolean.TRUE.equals(body.attachTitles())) {
            titles.attach(kind, rows, actor);
        }
        Long total = Boolean.TRUE.equals(body.count()) ? entities.count(kind, search, actor) : null;
        return new EntitiesPage(true, rows, page.next(), total);
    }

    private static int limit(@Nullable Integer wanted, int usual) {
        int limit = Objects.requireNonNullElse(wanted, usual);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInput("limit", "%d is not between 1 and %,d".formatted(limit, MAX_LIMIT));
        }
        return limit;
    }
}
