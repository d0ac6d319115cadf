package dev.fairway.selfservice.policy;

import dev.fairway.shared.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that rules may know of a request: {@code request}, {@code inputs}, {@code entity}, {@code actor},
 * {@code team}, {@code quota}, {@code cost} and {@code now}. Inputs that nobody may read again stand in it as stars.
 */
public record Facts(ObjectNode tree) {

    public Instant now() {
        return Instant.parse(tree.path("now").asString(""));
    }

    public ObjectNode inputs() {
        return Json.objectAt(tree, "inputs");
    }

    /** Where it came from: UI, API or AUTOMATION. */
    public String source() {
        return of("request", "source");
    }

    String of(String variable, String field) {
        return tree.path(variable).path(field).asString("");
    }

    /** The team it is for; null when it is for none. */
    public @Nullable String team() {
        String name = of("team", "name");
        return name.isEmpty() ? null : name;
    }

    /** The teams that own what it is about; the team it is for when it is about nothing that is owned. */
    List<String> owners() {
        List<String> owners = Json.texts(tree.path("entity").get("team"));
        String team = team();
        return !owners.isEmpty() || team == null ? owners : List.of(team);
    }

    /** The same request with another value of one input. */
    Facts with(String input, JsonNode value) {
        ObjectNode other = tree.deepCopy();
        Json.objectAt(other, "inputs").set(input, value);
        return new Facts(other);
    }
}
