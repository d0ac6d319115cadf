package dev.fairway.delivery.create;

import dev.fairway.access.Actor;
import dev.fairway.catalog.Catalog;
import dev.fairway.delivery.git.RepositoryChanged;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.shared.Json;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
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
            ".NET",
            "static",
            "HTML");

    private static final String PROPERTY = "gitRepository";

    private final Catalog catalog;
    private final Releases releases;

    ServiceEntity(Catalog catalog, Releases releases) {
        this.catalog = catalog;
        this.releases = releases;
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
        if (catalog.hasProperty(Catalog.SERVICE, PROPERTY)) {
            properties.put(PROPERTY, repository.toString());
        }
        properties.setAll(wanted.properties());
        catalog.upsert(Catalog.SERVICE, body, run, Actor.SYSTEM);
    }

    /** The entity of a service whose repository has another name, unless somebody wrote something else there. */
    @EventListener
    void on(RepositoryChanged change) {
        RepositoryChanged.State before = change.before();
        RepositoryChanged.State after = change.after();
        if (before == null
                || after == null
                || before.name().equals(after.name())
                || !catalog.hasProperty(Catalog.SERVICE, PROPERTY)) {
            return;
        }
        Stream.of(before, after)
                .flatMap(state -> releases.servicesFrom(state.name()).stream())
                .distinct()
                .flatMap(service -> catalog.entity(Catalog.SERVICE, service, Actor.SYSTEM).stream())
                .filter(entity -> before.name().equals(Json.textAt(Json.objectAt(entity, "properties"), PROPERTY)))
                .forEach(entity -> {
                    ObjectNode body = Json.object().put("identifier", Json.textAt(entity, "identifier"));
                    body.putObject("properties").put(PROPERTY, after.name());
                    catalog.upsert(Catalog.SERVICE, body, null, Actor.SYSTEM);
                });
    }
}
