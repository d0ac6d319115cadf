package dev.fairway.selfservice.actions;

import dev.fairway.shared.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an action calls when a request is granted. */
public final class InvocationCheck {

    /** The fields without which each kind of call cannot be made. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "WEBHOOK", List.of("url"),
            "KAFKA", List.of(),
            "GITHUB", List.of("org", "repo", "workflow"),
            "GITLAB", List.of("projectName", "groupName"),
            "AZURE_DEVOPS", List.of("org", "webhook"),
            "SCRIPT", List.of("script"),
            "UPSERT_ENTITY", List.of("blueprintIdentifier"),
            "INTEGRATION_ACTION", List.of("installationId"));

    /** What an integration is asked for; workflows call it otherwise than actions do. */
    private static final List<String> KINDS = List.of("integrationActionType", "integrationInvocationType");

    private static final List<String> TEXTS = List.of(
            "url",
            "method",
            "org",
            "repo",
            "workflow",
            "webhook",
            "projectName",
            "groupName",
            "defaultRef",
            "blueprintIdentifier",
            "installationId",
            "integrationActionType",
            "integrationInvocationType",
            "integrationProvider");
    private static final int LONGEST_TEXT = 2_000;

    private final Problems problems;
    private final String path;

    /** @param path of the call, with a dot at its end */
    public InvocationCheck(Problems problems, String path) {
        this.problems = problems;
        this.path = path;
    }

    public void check(ObjectNode invocation) {
        problems.checkOneOf(invocation, "type", path, NEEDED.keySet());
        String type = String.valueOf(Json.textAt(invocation, "type"));
        for (String field : NEEDED.getOrDefault(type, List.of())) {
            String value = Json.textAt(invocation, field);
            if (value == null || value.isBlank()) {
                problems.add(path + field, "is needed by %s; it is missing", type);
            }
        }
        if (type.equals("INTEGRATION_ACTION") && KINDS.stream().allMatch(kind -> Json.isNull(invocation.get(kind)))) {
            problems.add(path + KINDS.getFirst(), "is needed by %s; it is missing", type);
        }
        problems.checkObject(invocation, "integrationActionExecutionProperties", path);
        TEXTS.forEach(field -> problems.checkText(invocation, field, path, LONGEST_TEXT));
        problems.checkObject(invocation, "mapping", path);
        checkHeaders(invocation.get("headers"));
    }

    private void checkHeaders(JsonNode headers) {
        if (Json.isNull(headers)) {
            return;
        }
        if (!headers.isObject()) {
            problems.add(path + "headers", "%s is no object of texts", Problems.shown(headers));
            return;
        }
        Json.fields(headers).forEach((name, value) -> {
            if (!value.isString() || value.stringValue().length() > LONGEST_TEXT) {
                problems.add(
                        path + "headers." + name,
                        "%s is no text of at most %,d characters",
                        Problems.shown(value),
                        LONGEST_TEXT);
            }
        });
    }
}
