package dev.fairway.resources.kubernetes;

import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.resources.spi.ConnectionUrl;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a type of resources is made of objects of Kubernetes.
 *
 * @param manifests YAML documents with <code>{{ jq }}</code> in their texts
 * @param outputs by name jq for where clients find it
 * @param logins whom it has, the one who may most first
 */
record ManifestTemplate(String manifests, Map<String, String> outputs, List<Users> logins) {

    private static final int MOST_OBJECTS = 30;
    private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,62})?");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9-]{0,19}");

    /**
     * @param name of a user that Fairway makes, where the objects of the type have to say it; empty for one of Fairway's choice
     * @param secret the secret that somebody in the cluster keeps the user in; empty for a user that Fairway makes
     * @param user the key of the name in it
     * @param password the key of the password in it
     */
    record Users(String role, String name, String secret, String user, String password) {

        boolean isOurs() {
            return secret.isEmpty();
        }
    }

    static ObjectNode schema() {
        return (ObjectNode) Json.read("""
                {"properties": {
                   "manifests": {"type": "string", "title": "Objects", "format": "yaml", "minLength": 1, "maxLength": 100000,
                     "description": "YAML. {{ jq }} in a text is filled from name, id, namespace, region and specification; {{ .name }} stands in every name."},
                   "outputs": {"type": "object", "title": "Where clients find it",
                     "description": "By name jq over objects (by kind and name, without secrets), name, namespace, region and specification."},
                   "logins": {"type": "array", "title": "Users", "maxItems": 5, "items": {"type": "object"},
                     "description": "{role}: Fairway makes the user, in the secret <name>-<role> with username and password; with a name beside it, under that name. {role, secret, user, password}: somebody in the cluster keeps it under these keys of a secret."},
                   "url": {"type": "string", "title": "What clients connect with", "maxLength": 10000,
                     "description": "jq over outputs, user and password."}},
                 "required": ["manifests"]}""");
    }

    static ManifestTemplate of(ObjectNode written) {
        Map<String, String> outputs = new LinkedHashMap<>();
        Json.fields(Json.objectAt(written, "outputs"))
                .forEach((name, expression) -> outputs.put(name, expression.asString("")));
        return new ManifestTemplate(
                String.valueOf(Json.textAt(written, "manifests")),
                outputs,
                written.path("logins")
                        .valueStream()
                        .map(ManifestTemplate::users)
                        .toList());
    }

    private static Users users(JsonNode written) {
        return new Users(
                text(written, "role", ""),
                text(written, "name", ""),
                text(written, "secret", ""),
                text(written, "user", "username"),
                text(written, "password", "password"));
    }

    private static String text(JsonNode written, String field, String otherwise) {
        String text = Json.textAt(written, field);
        return text == null ? otherwise : text;
    }

    Users login(String role) {
        return logins.stream()
                .filter(login -> login.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no role %s".formatted(role)));
    }

    /** @throws InvalidInput when it is no YAML */
    static List<ObjectNode> documents(String manifests) {
        return Manifest.documents(manifests);
    }

    static List<Problem> problemsOf(ObjectNode written) {
        ManifestTemplate template = of(written);
        List<Problem> problems = new ArrayList<>(ConnectionUrl.of(written).problems());
        checkManifests(template.manifests(), problems);
        template.outputs()
                .forEach((name, expression) -> checkExpression("template.outputs." + name, expression, problems));
        for (int at = 0; at < template.logins().size(); at++) {
            Users users = template.logins().get(at);
            String path = "template.logins.%d.".formatted(at);
            if (!ROLE.matcher(users.role()).matches()) {
                problems.add(new Problem(path + "role", "has 1 to 20 lower case letters, digits and hyphens"));
            }
            if (!NAME.matcher(users.name()).matches()) {
                problems.add(
                        new Problem(path + "name", "has up to 63 letters, digits and underscores, a letter first"));
            }
            checkText(path + "secret", Json.text(users.secret()), problems);
        }
        return problems;
    }

    private static void checkManifests(String manifests, List<Problem> problems) {
        List<ObjectNode> documents;
        try {
            documents = documents(manifests);
        } catch (InvalidInput wrong) {
            problems.add(new Problem(
                    "template.manifests", wrong.problems().getFirst().message()));
            return;
        }
        if (documents.isEmpty() || documents.size() > MOST_OBJECTS) {
            problems.add(new Problem(
                    "template.manifests", "are %d objects; 1 to %d".formatted(documents.size(), MOST_OBJECTS)));
        }
        for (int at = 0; at < documents.size(); at++) {
            checkObject("template.manifests.%d".formatted(at), documents.get(at), problems);
        }
    }

    private static void checkObject(String path, ObjectNode object, List<Problem> problems) {
        try {
            new Kind(text(object, "apiVersion", ""), text(object, "kind", ""));
        } catch (InvalidInput wrong) {
            problems.add(new Problem(path, wrong.reason()));
        }
        ObjectNode metadata = Json.objectAt(object, "metadata");
        if (!text(metadata, "name", "").contains("{{")) {
            problems.add(new Problem(
                    path + ".metadata.name", "is the same for all resources of this type; begin it with {{ .name }}"));
        }
        if (metadata.has("namespace")) {
            problems.add(new Problem(path + ".metadata.namespace", "is for the connected server to say"));
        }
        checkText(path, object, problems);
    }

    private static void checkText(String path, JsonNode tree, List<Problem> problems) {
        Template.problemOf(tree).ifPresent(why -> problems.add(new Problem(path, why)));
    }

    private static void checkExpression(String path, @Nullable String expression, List<Problem> problems) {
        Jq.problemOf(String.valueOf(expression)).ifPresent(why -> problems.add(new Problem(path, why)));
    }
}
