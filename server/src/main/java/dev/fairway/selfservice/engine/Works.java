package dev.fairway.selfservice.engine;

import dev.fairway.selfservice.executors.Executor;
import dev.fairway.selfservice.executors.Executors;
import dev.fairway.selfservice.executors.Observed;
import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Task;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Status;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.StepScope;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Template;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What steps are carried out with: executors, questions to the other side, and other runs. */
@Component
class Works {

    private final Executors executors;
    private final Outbound outbound;
    private final Runs runs;

    Works(Executors executors, Outbound outbound, Runs runs) {
        this.executors = executors;
        this.outbound = outbound;
        this.runs = runs;
    }

    Executor executor(ObjectNode config, ObjectNode scope) {
        return executors.of(config, scope);
    }

    /** The question, filled in: {@code {url, method, headers}}. */
    ObjectNode question(ObjectNode observe, StepScope scope) {
        ObjectNode filled = (ObjectNode) Template.fill(observe, scope.plain());
        return filled.has("method") ? filled : filled.put("method", "GET");
    }

    /** Found is that it happened, not found or gone that it did not, and everything else says nothing. */
    Observed observe(ObjectNode question) {
        Map<String, String> headers = new LinkedHashMap<>();
        Json.fields(question.path("headers")).forEach((name, value) -> headers.put(name, value.asString("")));
        try {
            Answer answer = outbound.send(new Call(
                    question.path("method").asString("GET"),
                    question.path("url").asString(""),
                    headers,
                    null));
            if (answer.isSuccess()) {
                return Observed.happened(
                        Outcome.done(tree(answer.body()), "It had its effect, as whoever was called says"));
            }
            if (answer.status() == 404 || answer.status() == 410) {
                return Observed.notHappened("It had no effect, as whoever was called says; it is sent again");
            }
            return Observed.unclear("the question was answered with " + answer.status());
        } catch (CallFailed failure) {
            return Observed.unclear(failure.reason());
        }
    }

    /** How to look up whether it arrived; empty where it leaves no trace. @param since when it began */
    Optional<Supplier<Observed>> search(Task task, StepScope scope, Instant since) {
        return Optional.ofNullable(executors.traced(task.config())).map(traced -> {
            ObjectNode payload = traced.payload(task, scope.masked());
            return () -> traced.trace(task, payload, since);
        });
    }

    private static JsonNode tree(String body) {
        ObjectNode answer = Json.object();
        try {
            answer.set("body", body.isBlank() ? Json.nothing() : Json.read(body));
        } catch (JacksonException noJson) {
            answer.put("body", body);
        }
        return answer;
    }

    /** What became of the run that a step asked for; empty while it goes on, and for steps that asked for none. */
    Optional<Outcome> endOfChild(Step step) {
        return runs.childOf(step.id())
                .filter(child -> child.progress().status().hasEnded())
                .map(Works::outcome);
    }

    private static Outcome outcome(Run child) {
        ObjectNode response = Json.object().put("runId", child.id());
        response.put("status", child.progress().status().name());
        String summary = child.report().summary();
        String message = summary == null
                ? "%s ended with %s"
                        .formatted(child.request().action(), child.progress().status())
                : summary;
        Outcome.Kind kind = child.progress().status() == Status.SUCCESS ? Outcome.Kind.DONE : Outcome.Kind.FAILED;
        return new Outcome(kind, response, message);
    }
}
