package dev.fairway.delivery.create;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.Json;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A new service as an entity of the catalog, as far as the company's own blueprint has the properties. */
@Component
class ServiceEntity {

    private static final ObjectNode DEFINITION = (ObjectNode) Json.read("""
            {"identifier": "service", "title": "Service", "icon": "Service", "description": "What the company runs.",
             "ownership": {"type": "Direct"},
             "schema": {"properties": {
               "language": {"type": "string", "title": "Language"},
               "gitRepository": {"type": "string", "title": "Git repository"}}, "required": []},
             "relations": {}}""");

    private static final Map<String, String> LANGUAGES = Map.of(
            "java-maven",
            "Java",
            "java-gradle",
            "Java",
            "node",
            "Node.js",
            "python",
            "Python",
            "go",
            "Go",
            "dotnet",
            ".NET");

    private final Catalog catalog;

    ServiceEntity(Catalog catalog) {
        this.catalog = catalog;
    }

    boolean isThere(String name) {
        return catalog.hasService(name);
    }

    void write(NewService wanted, RepositoryName repository, String run) {
        if (!catalog.hasBlueprint(Catalog.SERVICE)) {
            catalog.define(DEFINITION);
        }
        ObjectNode body = Json.object().put("identifier", wanted.name()).put("title", wanted.name());
        body.putArray("team").add(wanted.team());
        ObjectNode properties = body.putObject("properties");
        String language = LANGUAGES.get(wanted.template());
        if (language != null && catalog.hasProperty(Catalog.SERVICE, "language")) {
            properties.put("language", language);
        }
        if (catalog.hasProperty(Catalog.SERVICE, "gitRepository")) {
            properties.put("gitRepository", repository.toString());
        }
        properties.setAll(wanted.properties());
        catalog.upsert(Catalog.SERVICE, body, run, Actor.SYSTEM);
    }
}
