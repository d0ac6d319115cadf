package dev.fairway.selfservice.workflows;

import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One node of a workflow.
 *
 * @param written as it was written: {@code {identifier, title, config: {type, …}, …}}
 */
public record Node(String identifier, ObjectNode written) {

    private static final List<String> DRIVING =
            List.of("retry", "timeout", "onFailure", "onTimeout", "idempotent", "observe", "compensation");

    static Node of(JsonNode written) {
        return new Node(String.valueOf(Json.textAt(written, "identifier")), (ObjectNode) written);
    }

    /** As a step of a workflow, whose calls wait for their answer unless they say otherwise. */
    static Node ofWorkflow(JsonNode written) {
        ObjectNode node = (ObjectNode) written.deepCopy();
        ObjectNode config = Json.objectAt(node, "config");
        waitForAnswer(config);
        waitForAnswer(Json.objectAt(config, "compensation"));
        return of(node);
    }

    private static void waitForAnswer(ObjectNode config) {
        if ("WEBHOOK".equals(Json.textAt(config, "type")) && !config.has("synchronized")) {
            config.put("synchronized", true);
        }
    }

    public String title() {
        String title = Json.textAt(written, "title");
        return title == null || title.isBlank() ? identifier : title;
    }

    public ObjectNode config() {
        return Json.objectAt(written, "config");
    }

    /** What it does, without how it is driven. */
    public ObjectNode work() {
        ObjectNode work = config().deepCopy();
        work.remove(DRIVING);
        return work;
    }

    public NodeType type() {
        return NodeType.of(String.valueOf(Json.textAt(config(), "type"))).orElseThrow();
    }

    public Retry retry() {
        return Retry.of(Json.objectAt(config(), "retry"));
    }

    /** How long an open step waits before it ends by itself; empty for as long as it takes. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(Json.textAt(config(), "timeout")).flatMap(Span::of);
    }

    /** For how long a timer waits; empty when it waits until a time. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(Json.textAt(config(), "duration")).flatMap(Span::of);
    }

    public boolean goesOnAfterTimeout() {
        return "continue".equals(Json.textAt(config(), "onTimeout"));
    }

    public boolean goesOnAfterFailure() {
        return "continue".equals(Json.textAt(config(), "onFailure"));
    }

    /** Whether whoever is called recognises a call that comes again by its key, or has nothing to recognise it for. */
    public boolean isIdempotent() {
        return NodeType.AI.name().equals(Json.textAt(config(), "type"))
                || config().path("idempotent").asBoolean(false);
    }

    /** What undoes it; null for nothing. */
    public @Nullable ObjectNode compensation() {
        return config().get("compensation") instanceof ObjectNode compensation ? compensation : null;
    }

    /** Whom to ask whether it had its effect; null for nobody. */
    public @Nullable ObjectNode observe() {
        return config().get("observe") instanceof ObjectNode observe ? observe : null;
    }

    /** What undoes this node, as a node. */
    public Node undoing() {
        ObjectNode undoing = written.deepCopy();
        ObjectNode compensation = compensation();
        undoing.set("config", compensation == null ? Json.object() : compensation);
        undoing.remove(List.of("variables", "links"));
        return new Node(identifier, undoing);
    }

    public ObjectNode variables() {
        return Json.objectAt(written, "variables");
    }

    public JsonNode links() {
        return written.path("links");
    }

    /** Identifiers of the ways that it goes on, in order; none for nodes that go on in one way. */
    public List<String> outlets() {
        return config().path("outlets")
                .valueStream()
                .map(outlet -> String.valueOf(Json.textAt(outlet, "identifier")))
                .toList();
    }
}
