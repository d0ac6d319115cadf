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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GITHUB}: dispatches a workflow of GitHub Actions and, where its status is wanted, follows it to its end. The token is
 * the organisation's secret {@code GITHUB_TOKEN}.
 */
@Component
class GitHubWorkflow implements Executor.Outside, Followed {

    static final String TOKEN = "GITHUB_TOKEN";

    private final Outbound outbound;
    private final OrganizationSecrets secrets;
    private final SelfServiceSettings settings;

    GitHubWorkflow(Outbound outbound, OrganizationSecrets secrets, SelfServiceSettings settings) {
        this.outbound = outbound;
        this.secrets = secrets;
        this.settings = settings;
    }

    @Override
    public String type() {
        return "GITHUB";
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        ObjectNode filled = (ObjectNode) Template.fill(task.config(), scope);
        ObjectNode payload = Json.object();
        for (String field : new String[] {"org", "repo", "workflow", "ref"}) {
            String value = Json.textAt(filled, field);
            if (value != null && !value.isBlank()) {
                payload.put(field, value);
            }
        }
        payload.set("workflowInputs", texts(Json.objectAt(filled, "workflowInputs")));
        payload.put("reportWorkflowStatus", Webhook.isSet(filled.path("reportWorkflowStatus")));
        return payload;
    }

    /** GitHub takes nothing else for inputs. */
    private static ObjectNode texts(ObjectNode inputs) {
        ObjectNode texts = Json.object();
        Json.fields(inputs)
                .forEach((name, value) -> texts.put(
                        name, value.isString() ? value.stringValue() : value.isNull() ? "" : value.toString()));
        return texts;
    }

    @Override
    public Outcome send(Task task, ObjectNode payload) {
        String repository = "/repos/%s/%s".formatted(segment(payload, "org"), segment(payload, "repo"));
        String ref;
        try {
            ref = ref(payload, repository);
        } catch (CallFailed failure) {
            return new Outcome(Kind.NOT_TAKEN, null, failure.reason());
        }
        ObjectNode body = Json.object().put("ref", ref).put("return_run_details", true);
        body.set("inputs", payload.path("workflowInputs"));
        String path = "%s/actions/workflows/%s/dispatches".formatted(repository, segment(payload, "workflow"));
        try {
            return outcome(call("POST", path, body.toString()), payload, repository);
        } catch (CallFailed failure) {
            return new Outcome(failure.mayHaveArrived() ? Kind.UNSURE : Kind.NOT_TAKEN, null, failure.reason());
        }
    }

    private String ref(ObjectNode payload, String repository) {
        String written = Json.textAt(payload, "ref");
        if (written != null) {
            return written;
        }
        Answer answer = call("GET", repository, null);
        String standard = answer.isSuccess() ? Json.textAt(tree(answer), "default_branch") : null;
        return standard == null ? "main" : standard;
    }

    private static Outcome outcome(Answer answer, ObjectNode payload, String repository) {
        ObjectNode response = Webhook.response(answer).put("repository", repository);
        if (!answer.isSuccess()) {
            Kind kind = answer.status() >= 500 ? Kind.UNSURE : Kind.FAILED;
            String why = Json.textAt(tree(answer), "message");
            return new Outcome(
                    kind, response, "GitHub answered %d%s".formatted(answer.status(), why == null ? "" : ": " + why));
        }
        boolean isFollowed = payload.path("reportWorkflowStatus").asBoolean(false);
        String at = Json.textAt(tree(answer), "html_url");
        String message =
                "GitHub began %s%s".formatted(payload.path("workflow").asString(""), at == null ? "" : ": " + at);
        return new Outcome(isFollowed ? Kind.GOES_ON : Kind.DONE, response, message);
    }

    @Override
    public Optional<Outcome> look(Task task, JsonNode response) {
        JsonNode id = response.path("body").path("workflow_run_id");
        if (!id.isIntegralNumber()) {
            return Optional.empty();
        }
        String path = "%s/actions/runs/%s".formatted(response.path("repository").asString(""), id);
        Answer answer = call("GET", path, null);
        JsonNode run = tree(answer);
        if (!answer.isSuccess() || !"completed".equals(Json.textAt(run, "status"))) {
            return Optional.empty();
        }
        String conclusion = String.valueOf(Json.textAt(run, "conclusion"));
        boolean isSuccess = conclusion.equals("success");
        return Optional.of(
                new Outcome(isSuccess ? Kind.DONE : Kind.FAILED, response, "The workflow ended with " + conclusion));
    }

    private Answer call(String method, String path, @Nullable String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/vnd.github+json");
        String token = secrets.values().get(TOKEN);
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return outbound.send(new Call(method, settings.githubUrl() + path, headers, body));
    }

    private static String segment(ObjectNode payload, String field) {
        return UrlSegment.of(payload.path(field).asString(""));
    }

    private static JsonNode tree(Answer answer) {
        try {
            return answer.body().isBlank() ? Json.object() : Json.read(answer.body());
        } catch (JacksonException noJson) {
            return Json.object();
        }
    }
}
