package dev.fairway.selfservice.executors;

import dev.fairway.access.Signatures;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Template;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code WEBHOOK}: calls an address. A synchronized call ends with its answer; any other goes on until
 * whoever was called reports its end. Every call is signed, and carries the key of the task as {@code Idempotency-Key}.
 * A synchronized call to Fairway's own API is signed in as well.
 */
@Component
class Webhook implements Executor.Outside {

    private static final int LONGEST_KEPT = 100_000;

    private final Outbound outbound;
    private final OwnApi ownApi;
    private final Signatures signatures;

    Webhook(Outbound outbound, OwnApi ownApi, Signatures signatures) {
        this.outbound = outbound;
        this.ownApi = ownApi;
        this.signatures = signatures;
    }

    @Override
    public String type() {
        return "WEBHOOK";
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        ObjectNode invocation = task.config();
        ObjectNode payload = Json.object();
        String method = Json.textAt(invocation, "method");
        payload.put("method", method == null || method.isBlank() ? "POST" : Template.text(method, scope));
        boolean isSynchronized = isSet(Template.fill(invocation.path("synchronized"), scope));
        String url = String.valueOf(Json.textAt(invocation, "url"));
        boolean isOwn = isSynchronized && ownApi.isMeant(url);
        payload.put("url", isOwn ? ownApi.path(url, scope) : Template.text(url, scope));
        payload.set("headers", Template.fill(Json.objectAt(invocation, "headers"), scope));
        payload.put("synchronized", isSynchronized);
        payload.set("body", body(invocation.get("body"), scope));
        return payload;
    }

    /** What is sent, as the action writes it; the request and what it is about when the action does not say. */
    static JsonNode body(@Nullable JsonNode written, ObjectNode scope) {
        if (written != null) {
            return Template.fill(written, scope);
        }
        ObjectNode body = Json.object();
        body.set("action", scope.path("action").path("identifier"));
        body.set("run", scope.path("run"));
        body.set("trigger", scope.path("trigger"));
        body.set("inputs", scope.path("inputs"));
        body.set("entity", scope.path("entity"));
        return body;
    }

    @Override
    public Outcome send(Task task, ObjectNode payload) {
        String body = payload.path("body").toString();
        Map<String, String> headers = new LinkedHashMap<>();
        Json.fields(payload.path("headers")).forEach((name, value) -> headers.put(name, value.asString("")));
        headers.put("Idempotency-Key", task.key());
        headers.putAll(signatures.headers(body));
        String url = payload.path("url").asString("");
        try {
            Call call = new Call(payload.path("method").asString("POST"), url, headers, body);
            Answer answer = isOwn(task, url) ? ownApi.send(call) : outbound.send(call);
            boolean ends = payload.path("synchronized").asBoolean(false);
            return new Outcome(
                    kind(answer.status(), ends), response(answer), "The webhook answered " + answer.status());
        } catch (CallFailed failure) {
            return new Outcome(failure.mayHaveArrived() ? Kind.UNSURE : Kind.NOT_TAKEN, null, failure.reason());
        }
    }

    /** Too many requests and unavailable (RFC 9110, RFC 6585) say that nothing was done; other failures of the server do not. */
    private static Kind kind(int status, boolean ends) {
        return switch (status) {
            case 429, 503 -> Kind.NOT_TAKEN;
            case 408 -> Kind.UNSURE;
            default -> {
                if (status >= 500) {
                    yield Kind.UNSURE;
                }
                boolean isSuccess = status >= 200 && status < 300;
                yield !isSuccess ? Kind.FAILED : ends ? Kind.DONE : Kind.GOES_ON;
            }
        };
    }

    static ObjectNode response(Answer answer) {
        ObjectNode response = Json.object().put("statusCode", answer.status());
        response.set("body", kept(answer.body()));
        return response;
    }

    /** As it is written, so that nothing that a requester types makes a call one to Fairway. */
    private boolean isOwn(Task task, String url) {
        return url.startsWith("/") && ownApi.isMeant(String.valueOf(Json.textAt(task.config(), "url")));
    }

    static boolean isSet(JsonNode value) {
        return value.asBoolean(false) || value.asString("").equals("true");
    }

    private static JsonNode kept(String body) {
        String text = body.length() > LONGEST_KEPT ? body.substring(0, LONGEST_KEPT) : body;
        try {
            return text.isBlank() ? Json.nothing() : Json.read(text);
        } catch (JacksonException noJson) {
            return Json.text(text);
        }
    }
}
