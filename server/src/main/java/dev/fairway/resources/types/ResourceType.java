package dev.fairway.resources.types;

import dev.fairway.catalog.Stamp;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Jq;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of resource that can be asked for.
 *
 * @param definition as it was written: naming, specification, environments, price
 * @param isShipped whether it came with Fairway and was not changed since
 */
public record ResourceType(String identifier, ObjectNode definition, boolean isShipped, Stamp stamp) {

    /**
     * What holds in one environment.
     *
     * @param perTeam how many a team may have; null for any number
     * @param expiresAfter until it ends unless somebody extends it; null for never
     * @param grace between the request to delete it and the end of its data
     */
    public record Terms(@Nullable Integer perTeam, @Nullable Duration expiresAfter, Duration grace) {}

    public String title() {
        String title = Json.textAt(definition, "title");
        return title == null ? identifier : title;
    }

    /** Whether it can be asked for. */
    public boolean isOffered() {
        return definition.path("offered").asBoolean(true);
    }

    /** The kind of server that it is made on. */
    public String kind() {
        return String.valueOf(Json.textAt(definition, "kind"));
    }

    public ObjectNode naming() {
        return Json.objectAt(definition, "naming");
    }

    /** Its fields in the order of the form. */
    public Map<String, JsonNode> fields() {
        return Json.fields(Json.objectAt(specification(), "properties"));
    }

    public ObjectNode specification() {
        return Json.objectAt(definition, "specification");
    }

    /** How it is made, for kinds of servers that have to be told. */
    public ObjectNode template() {
        return Json.objectAt(definition, "template");
    }

    /** The kinds of objects that a server has to know, such as {@code apps/v1 Deployment}. */
    public List<String> needs() {
        return definition
                .path("needs")
                .valueStream()
                .map(need -> "%s %s".formatted(Json.textAt(need, "apiVersion"), Json.textAt(need, "kind")))
                .toList();
    }

    /** Fields that cannot be changed once it is there. */
    public List<String> fixed() {
        return Json.texts(definition.get("fixed"));
    }

    /** Fields that can only become greater. */
    public List<String> growing() {
        return Json.texts(definition.get("growing"));
    }

    /** What is always so of a resource of this type, beside its specification. */
    public ObjectNode promises() {
        return Json.objectAt(definition, "promises");
    }

    public JsonNode price() {
        return definition.path("price");
    }

    /** The limits of a field in an environment: {@code {minimum, maximum, default, enum}}. */
    public ObjectNode limits(String environment, String field) {
        return Json.objectAt(Json.objectAt(environment(environment), "limits"), field);
    }

    public Terms terms(String environment) {
        ObjectNode written = environment(environment);
        return new Terms(
                written.has("perTeam") ? written.path("perTeam").asInt() : null,
                days(written, "expiresAfterDays").orElse(null),
                days(written, "graceDays").orElse(Duration.ZERO));
    }

    private ObjectNode environment(String name) {
        return Json.objectAt(Json.objectAt(definition, "environments"), name);
    }

    private static Optional<Duration> days(ObjectNode written, String field) {
        return written.has(field)
                ? Optional.of(Duration.ofDays(written.path(field).asInt()))
                : Optional.empty();
    }

    /** What a resource is called on its server. @param request {@code {name, environment, team, service}} */
    public String nativeName(ObjectNode request) {
        String written = Json.textAt(naming(), "native");
        return Jq.first(written == null ? ".name" : written, request)
                .map(name -> name.asString(""))
                .orElse("");
    }
}
