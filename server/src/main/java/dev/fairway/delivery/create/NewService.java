package dev.fairway.delivery.create;

import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service that somebody wants.
 *
 * @param template that it builds by
 * @param image where it is published, without a tag
 * @param port that it listens on; null for the one of the template
 * @param properties of its entity beside those that follow from the rest
 */
record NewService(
        String name,
        String team,
        String template,
        String image,
        @Nullable Integer port,
        ObjectNode properties) {

    static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9][a-z0-9._:/-]{0,249}");
    private static final int LEAST_PORT = 1024;
    private static final int MOST_PORT = 65_535;
    private static final int LONGEST_PROPERTIES = 20_000;

    /** @throws InvalidInput with all that is wrong, by the name of the input */
    static NewService of(ObjectNode inputs) {
        List<Problem> problems = new ArrayList<>();
        String name = text(
                inputs,
                "name",
                NAME,
                "names no service: up to 40 lower case letters, digits and hyphens, a letter first",
                problems);
        String team = text(inputs, "team", Pattern.compile(".+"), "is no team", problems);
        String template = text(inputs, "template", Pattern.compile(".+"), "is no template", problems);
        String image = text(
                inputs,
                "image",
                IMAGE,
                "is no image such as registry.example.com/harbor/parcel, without a tag",
                problems);
        JsonNode port = inputs.path("port");
        if (port.isNumber() && (port.asInt(0) < LEAST_PORT || port.asInt(0) > MOST_PORT)) {
            problems.add(new Problem("port", "%s is not between %d and %d".formatted(port, LEAST_PORT, MOST_PORT)));
        }
        ObjectNode properties = Json.objectAt(inputs, "properties");
        if (properties.toString().length() > LONGEST_PROPERTIES) {
            problems.add(new Problem("properties", "are longer than %,d characters".formatted(LONGEST_PROPERTIES)));
        }
        InvalidInput.check(problems);
        return new NewService(name, team, template, image, port.isNumber() ? port.asInt(0) : null, properties);
    }

    private static String text(ObjectNode inputs, String field, Pattern pattern, String wrong, List<Problem> problems) {
        String value = Json.textAt(inputs, field);
        if (value == null || !pattern.matcher(value).matches()) {
            problems.add(new Problem(field, value == null ? "is missing" : "\"%.60s\" %s".formatted(value, wrong)));
        }
        return value == null ? "" : value;
    }

    RepositoryName repository() {
        return RepositoryName.checked(team, name);
    }
}
