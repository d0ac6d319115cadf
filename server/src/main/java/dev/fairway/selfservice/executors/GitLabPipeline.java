package dev.fairway.selfservice.executors;

import dev.fairway.access.OrganizationSecrets;
import dev.fairway.selfservice.SelfServiceSettings;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Template;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GITLAB}: creates a pipeline and follows it to its end. The token is the organisation's secret {@code GITLAB_TOKEN}.
 */
@Component
class GitLabPipeline implements Executor.Outside, Followed {

    static final String TOKEN = "GITLAB_TOKEN";

    private static final Set<String> ENDED = Set.of("failed", "canceled", "skipped");

    private final Outbound outbound;
    private final OrganizationSecrets secrets;
    private final SelfServiceSettings settings;

    GitLabPipeline(Outbound outbound, OrganizationSecrets secrets, SelfServiceSettings settings) {
        this.outbound = outbound;
        this.secrets = secrets;
        this.settings = settings;
    }

    @Override
    public String type() {
        return "GITLAB";
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        ObjectNode filled = (ObjectNode) Template.fill(task.config(), scope);
        ObjectNode payload = Json.object();
        payload.put("project", "%s/%s".formatted(text(filled, "groupName"), text(filled, "projectName")));
        String ref = text(filled, "defaultRef");
        payload.put("ref", ref.isBlank() ? "main" : ref);
        ArrayNode variables = payload.putArray("variables");
        Json.fields(Json.objectAt(filled, "pipelineVariables"))
                .forEach((name, value) -> variables
                        .addObject()
                        .put("key", name)
                        .put("value", value.isString() ? value.stringValue() : value.toString()));
        return payload;
    }

    private static String text(ObjectNode filled, String field) {
        return filled.path(field).asString("");
    }

    @Override
    public Outcome send(Task task, ObjectNode payload) {
        String project = "/api/v4/projects/" + UrlSegment.of(text(payload, "project"));
        ObjectNode body = Json.object().put("ref", text(payload, "ref"));
        body.set("variables", payload.path("variables"));
        try {
            Answer answer = call("POST", project + "/pipeline", body.toString());
            ObjectNode response = Webhook.response(answer).put("project", project);
            if (answer.isSuccess()) {
                String at = Json.textAt(response.path("body"), "web_url");
                return new Outcome(
                        Kind.GOES_ON, response, "GitLab began a pipeline%s".formatted(at == null ? "" : ": " + at));
            }
            Kind kind = answer.status() >= 500 ? Kind.UNSURE : Kind.FAILED;
            return new Outcome(kind, response, "GitLab answered " + answer.status());
        } catch (CallFailed failure) {
            return new Outcome(failure.mayHaveArrived() ? Kind.UNSURE : Kind.NOT_TAKEN, null, failure.reason());
        }
    }

    @Override
    public Optional<Outcome> look(Task task, JsonNode response) {
        JsonNode id = response.path("body").path("id");
        if (!id.isIntegralNumber()) {
            return Optional.empty();
        }
        Answer answer =
                call("GET", "%s/pipelines/%s".formatted(response.path("project").asString(""), id), null);
        String status = String.valueOf(Json.textAt(Webhook.response(answer).path("body"), "status"));
        if (status.equals("success")) {
            return Optional.of(Outcome.done(response, "The pipeline ended with success"));
        }
        return ENDED.contains(status)
                ? Optional.of(new Outcome(Kind.FAILED, response, "The pipeline ended with " + status))
                : Optional.empty();
    }

    private Answer call(String method, String path, @Nullable String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        String token = secrets.values().get(TOKEN);
        if (token != null) {
            headers.put("PRIVATE-TOKEN", token);
        }
        return outbound.send(new Call(method, settings.gitlabUrl() + path, headers, body));
    }
}
