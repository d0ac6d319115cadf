package dev.fairway.catalog.search;

import dev.fairway.access.Actor;
import dev.fairway.access.IdempotencyKey;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.catalog.blueprints.Blueprint;
import dev.fairway.catalog.blueprints.Blueprints;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The two lists that the contract wants whole. They are written while they are read; nothing is collected. */
@RestController
class CatalogSearchController {

    private final Blueprints blueprints;
    private final Entities entities;
    private final CatalogSearch search;
    private final JsonMapper json;

    CatalogSearchController(Blueprints blueprints, Entities entities, CatalogSearch search, JsonMapper json) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.search = search;
        this.json = json;
    }

    /** All entities of a blueprint as one stream. For pages, search with a limit. */
    @GetMapping("/v1/blueprints/{blueprint}/entities")
    @Requires(Permission.MEMBER)
    void list(
            @PathVariable String blueprint,
            @RequestParam(required = false) @Nullable List<String> include,
            @RequestParam(required = false) @Nullable List<String> exclude,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Blueprint kind = blueprints.get(blueprint);
        Projection projection = Projection.of(include, exclude);
        JsonStream.write(response, json, out -> {
            entities.forEach(
                    kind, Search.ALL, actor, entity -> out.writePOJO(projection.apply(EntityJson.of(kind, entity))));
            out.writeEndArray();
        });
    }

    /** Every entity of every blueprint that the rules match, as one stream. */
    @PostMapping("/v1/entities/search")
    @IdempotencyKey(IdempotencyKey.Use.IGNORED)
    @Requires(Permission.MEMBER)
    void search(
            @RequestBody ObjectNode query,
            @RequestParam(required = false) @Nullable List<String> include,
            @RequestParam(required = false) @Nullable List<String> exclude,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        Projection projection = Projection.of(include, exclude);
        Set<String> matching = new LinkedHashSet<>();
        JsonStream.write(response, json, out -> {
            search.forEach(query, actor, (blueprint, entity) -> {
                matching.add(blueprint.identifier());
                out.writePOJO(projection.apply(EntityJson.of(blueprint, entity)));
            });
            out.writeEndArray();
            out.writePOJOProperty("matchingBlueprints", matching);
        });
    }
}
