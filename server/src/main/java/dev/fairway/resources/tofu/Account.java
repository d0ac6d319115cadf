package dev.fairway.resources.tofu;

import dev.fairway.resources.spi.Server;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lets the providers of modules into a cloud.
 *
 * @param environment variables that providers read; secret
 * @param variables of modules, as JSON or as text
 */
record Account(Map<String, String> environment, Map<String, JsonNode> variables) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    /** What OpenTofu itself, the state, or the machine goes by. */
    private static final Pattern OF_OURS =
            Pattern.compile("(TF|TOFU|PG|LD|DYLD)_(?!VAR_).*|PATH|HOME|TMPDIR|CHECKPOINT_.*");

    private static final String NOT_READABLE = "is lines of NAME=value, or one object in JSON";

    static ObjectNode settings() {
        return (ObjectNode) Json.read("""
                {"properties": {
                   "environment": {"type": "string", "title": "Environment of the providers", "multiline": true, "secret": true,
                     "maxLength": 50000, "description": "Lines of NAME=value, such as AWS_ACCESS_KEY_ID=…, or one object in JSON."},
                   "variables": {"type": "string", "title": "Variables of the modules", "multiline": true, "maxLength": 50000,
                     "description": "Lines of name=value, or one object in JSON; for modules whose type names them. Nothing secret."}},
                 "required": []}""");
    }

    /** @throws InvalidInput where its settings cannot be read; no value is named */
    static Account of(Server server) {
        Map<String, String> environment = new LinkedHashMap<>();
        read(server, "environment").forEach((name, value) -> environment.put(name, text(value)));
        environment.keySet().forEach(Account::checkName);
        return new Account(environment, read(server, "variables"));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static void checkName(String name) {
        if (OF_OURS.matcher(name).matches()) {
            throw new InvalidInput("settings.environment", "%s is set by Fairway itself; take it out".formatted(name));
        }
    }

    private static Map<String, JsonNode> read(Server server, String setting) {
        String text = server.text(setting, "").strip();
        Map<String, JsonNode> read = new LinkedHashMap<>();
        try {
            if (text.startsWith("{")) {
                read.putAll(Json.fields(Json.read(text)));
            } else {
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(line -> line.split("=", 2))
                        .forEach(parts -> read.put(parts[0].strip(), Json.text(parts.length == 2 ? parts[1] : "\0")));
            }
        } catch (JacksonException wrong) {
            throw new InvalidInput("settings." + setting, NOT_READABLE);
        }
        boolean isReadable = read.entrySet().stream()
                .allMatch(entry -> NAME.matcher(entry.getKey()).matches()
                        && !text(entry.getValue()).contains("\0"));
        if (!isReadable) {
            throw new InvalidInput("settings." + setting, NOT_READABLE);
        }
        return read;
    }

    /** Texts that nobody may read in a log. */
    Set<String> secrets() {
        return Set.copyOf(environment.values());
    }

    @Override
    public String toString() {
        return "Account[%s, %s]".formatted(environment.keySet(), variables.keySet());
    }
}
