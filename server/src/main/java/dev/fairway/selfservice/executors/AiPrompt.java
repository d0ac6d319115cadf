package dev.fairway.selfservice.executors;

import dev.fairway.access.OrganizationSecrets;
import dev.fairway.selfservice.SelfServiceSettings;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.shared.Json;
import dev.fairway.shared.Problem;
import dev.fairway.shared.jq.Template;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import dev.fairway.shared.schema.ValueCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code AI}: asks a language model at an address that speaks the chat completions of the OpenAI API, which most servers
 * of models do. Its key is the organisation's secret {@code AI_API_KEY}. An answer changes nothing, so that whatever
 * fails may be asked again.
 */
@Component
class AiPrompt implements Executor.Outside {

    static final String KEY = "AI_API_KEY";

    private static final int LONGEST_PROMPT = 100_000;

    private final Outbound outbound;
    private final OrganizationSecrets secrets;
    private final SelfServiceSettings settings;

    AiPrompt(Outbound outbound, OrganizationSecrets secrets, SelfServiceSettings settings) {
        this.outbound = outbound;
        this.secrets = secrets;
        this.settings = settings;
    }

    @Override
    public String type() {
        return "AI";
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        ObjectNode filled = (ObjectNode) Template.fill(task.config(), scope);
        String model = filled.path("model").asString("");
        ObjectNode payload = Json.object().put("model", model.isBlank() ? settings.aiModel() : model);
        ArrayNode messages = payload.putArray("messages");
        say(messages, "system", filled.get("systemPrompt"));
        say(messages, "user", filled.get("userPrompt"));
        ObjectNode schema = schema(task);
        if (!schema.isEmpty()) {
            payload.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .put("name", "output")
                    .set("schema", schema);
        }
        return payload;
    }

    private static void say(ArrayNode messages, String role, @Nullable JsonNode written) {
        if (written != null && !written.isNull()) {
            String content = written.isString() ? written.stringValue() : written.toString();
            messages.addObject().put("role", role).put("content", content);
        }
    }

    private static ObjectNode schema(Task task) {
        return Json.objectAt(task.config(), "outputSchema");
    }

    @Override
    public Outcome send(Task task, ObjectNode payload) {
        String problem = problem(task, payload);
        if (problem != null) {
            return Outcome.failed(problem);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        String key = secrets.values().get(KEY);
        if (key != null) {
            headers.put("Authorization", "Bearer " + key);
        }
        try {
            Answer answer = outbound.send(
                    new Call("POST", settings.aiUrl() + "/chat/completions", headers, payload.toString()));
            return answer.isSuccess() ? read(answer, schema(task)) : refused(answer);
        } catch (CallFailed failure) {
            return new Outcome(Kind.NOT_TAKEN, null, failure.reason());
        }
    }

    private @Nullable String problem(Task task, ObjectNode payload) {
        if (settings.aiUrl().isBlank()) {
            return "No model is connected: whoever runs Fairway names the server of one in FAIRWAY_SELFSERVICE_AI_URL";
        }
        for (String beyond : List.of("tools", "mcpServers")) {
            if (!task.config().path(beyond).isEmpty()) {
                return "A model gets no %s here; use AI_AGENT, which an agent of yours carries out".formatted(beyond);
            }
        }
        if (payload.path("model").asString("").isBlank()) {
            return "The step names no model, and FAIRWAY_SELFSERVICE_AI_MODEL none for all";
        }
        if (Json.textAt(task.config(), "userPrompt") == null) {
            return "The step has no userPrompt";
        }
        int length = payload.path("messages")
                .valueStream()
                .mapToInt(message -> message.path("content").asString("").length())
                .sum();
        return length > LONGEST_PROMPT
                ? "The prompts have %,d characters; at most %,d are sent".formatted(length, LONGEST_PROMPT)
                : null;
    }

    private static Outcome refused(Answer answer) {
        boolean mayPass = answer.status() == 429 || answer.status() >= 500;
        return new Outcome(
                mayPass ? Kind.NOT_TAKEN : Kind.FAILED,
                Webhook.response(answer),
                "The model's server answered " + answer.status());
    }

    private static Outcome read(Answer answer, ObjectNode schema) {
        JsonNode body = Webhook.response(answer).path("body");
        String text = Json.textAt(body.path("choices").path(0).path("message"), "content");
        if (text == null) {
            return Outcome.failed("The model's server answered without a message");
        }
        ObjectNode response = Json.object().put("text", text);
        response.set("model", body.path("model"));
        response.set("usage", body.path("usage"));
        if (schema.isEmpty()) {
            return Outcome.done(response, "The model answered");
        }
        List<Problem> problems = new ArrayList<>();
        ObjectNode output = object(text);
        if (output == null) {
            return new Outcome(
                    Kind.NOT_TAKEN, response, "The model answered no JSON object, which outputSchema asks for");
        }
        ValueCheck.checkAll("output", schema, output, "is not in outputSchema", problems);
        if (!problems.isEmpty()) {
            String said = problems.stream()
                    .limit(3)
                    .map(problem -> problem.path() + " " + problem.message())
                    .collect(Collectors.joining("; "));
            return new Outcome(Kind.NOT_TAKEN, response, "The model's answer does not fit outputSchema: " + said);
        }
        response.set("output", output);
        return Outcome.done(response, "The model answered");
    }

    private static @Nullable ObjectNode object(String text) {
        try {
            return Json.read(text) instanceof ObjectNode object ? object : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }
}
