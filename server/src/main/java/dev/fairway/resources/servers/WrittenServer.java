package dev.fairway.resources.servers;

import dev.fairway.resources.spi.Provisioner;
import dev.fairway.resources.spi.Provisioners;
import dev.fairway.resources.spi.Server;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.schema.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server as somebody wrote it, checked, with its secrets apart. */
record WrittenServer(
        String identifier, String kind, String title, List<String> environments, String region, Server server) {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9-]{0,49}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");
    private static final Set<String> ENVIRONMENTS = Set.of("development", "staging", "production");
    private static final int LONGEST_TITLE = 100;

    /**
     * @param kept secrets that are kept where the body leaves them out
     * @throws InvalidInput naming everything that is wrong
     */
    static WrittenServer checked(ObjectNode body, ObjectNode kept, Provisioners provisioners) {
        List<Problem> problems = new ArrayList<>();
        String identifier = matching(body, "identifier", IDENTIFIER, problems);
        String title = String.valueOf(Json.textAt(body, "title"));
        if (title.isBlank()
                || title.length() > LONGEST_TITLE
                || !body.path("title").isString()) {
            problems.add(new Problem("title", "has 1 to %d characters".formatted(LONGEST_TITLE)));
        }
        List<String> environments = Json.texts(body.get("environments"));
        if (environments.isEmpty() || !ENVIRONMENTS.containsAll(environments)) {
            problems.add(new Problem(
                    "environments",
                    "%s: at least one of development, staging, production".formatted(body.path("environments"))));
        }
        String region = matching(body, "region", REGION, problems);
        Provisioner provisioner = provisioners.of(String.valueOf(Json.textAt(body, "kind")));
        Server server = server(identifier, region, body, kept, provisioner.settings(), problems);
        InvalidInput.check(problems);
        return new WrittenServer(
                identifier,
                provisioner.kind(),
                title,
                environments.stream().distinct().sorted().toList(),
                region,
                server);
    }

    private static Server server(
            String identifier,
            String region,
            ObjectNode body,
            ObjectNode kept,
            ObjectNode schema,
            List<Problem> problems) {
        ObjectNode written = Json.objectAt(body, "settings");
        ObjectNode settings = Json.object();
        ObjectNode secrets = Json.object();
        Json.fields(Json.objectAt(schema, "properties")).forEach((name, property) -> {
            boolean isSecret = property.path("secret").asBoolean(false);
            JsonNode value = value(written, name, isSecret ? kept.get(name) : property.get("default"));
            if (!Json.isNull(value)) {
                ValueCheck.check("settings." + name, (ObjectNode) property, value, problems);
                (isSecret ? secrets : settings).set(name, value);
            }
        });
        Json.fields(written).keySet().stream()
                .filter(name -> !schema.path("properties").has(name))
                .forEach(name -> problems.add(new Problem("settings." + name, "is no setting of this kind of server")));
        Json.texts(schema.get("required")).stream()
                .filter(name -> !settings.has(name) && !secrets.has(name))
                .forEach(name -> problems.add(new Problem("settings." + name, "is required")));
        return new Server(identifier, region, settings, secrets);
    }

    private static JsonNode value(ObjectNode written, String name, JsonNode otherwise) {
        JsonNode value = written.get(name);
        boolean isLeftOut =
                Json.isNull(value) || value.isString() && value.stringValue().isEmpty();
        return isLeftOut ? otherwise == null ? Json.nothing() : otherwise : value;
    }

    private static String matching(ObjectNode body, String field, Pattern pattern, List<Problem> problems) {
        String text = String.valueOf(Json.textAt(body, field));
        if (!pattern.matcher(text).matches() || !body.path(field).isString()) {
            problems.add(new Problem(
                    field,
                    "\"%.50s\" is none: 1 to 50 lower case letters, digits and hyphens"
                            .formatted(body.path(field).asString(""))));
        }
        return text;
    }
}
