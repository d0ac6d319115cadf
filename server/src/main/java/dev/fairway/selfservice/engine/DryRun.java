package dev.fairway.selfservice.engine;

import dev.fairway.selfservice.executors.Executor;
import dev.fairway.selfservice.executors.Executors;
import dev.fairway.selfservice.executors.Mask;
import dev.fairway.selfservice.executors.Task;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunScopes;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Direction;
import dev.fairway.selfservice.runs.Step.Progress;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Step.State;
import dev.fairway.selfservice.runs.Step.Work;
import dev.fairway.selfservice.workflows.Graph;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.selfservice.workflows.NodeType;
import dev.fairway.selfservice.workflows.NodeType.Kind;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jq.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks through a workflow without any effect: which steps would come, in which order, and what each would send. What a step
 * would bring about is not known, so that is supposed.
 */
@Component
public class DryRun {

    private final RunScopes scopes;
    private final Executors executors;

    DryRun(RunScopes scopes, Executors executors) {
        this.scopes = scopes;
        this.executors = executors;
    }

    /**
     * What the world is supposed to do.
     *
     * @param outputs by node: what each brings about; nothing where it is not said
     * @param outlets by node that asks people: the way that they choose; the first where it is not said
     * @param failing nodes that fail
     */
    public record Supposed(ObjectNode outputs, ObjectNode outlets, List<String> failing) {}

    /**
     * A step that would come.
     *
     * @param outlet the way that it goes on; null for the only one
     * @param payload what it would send, secrets as stars; null when it sends nothing
     * @param output what it is supposed to bring about; null for nothing
     * @param message a sentence about it
     */
    public record DryStep(
            String node,
            String title,
            String type,
            Direction direction,
            Result result,
            @Nullable String outlet,
            @Nullable JsonNode payload,
            @Nullable JsonNode output,
            String message) {}

    /** @param failure why it would end before its last step; null when it would not */
    public record Rehearsal(List<DryStep> steps, @Nullable String failure) {}

    /** @param run of a workflow, as it would be; it is kept nowhere */
    public Rehearsal of(Run run, Supposed supposed) {
        return new Walk(run, supposed).toTheEnd();
    }

    private final class Walk {

        private final Run run;
        private final Graph graph;
        private final Supposed supposed;
        private final ObjectNode outputs = Json.object();
        private final List<DryStep> steps = new ArrayList<>();
        private final Set<String> open = new LinkedHashSet<>();
        private @Nullable String failure;

        Walk(Run run, Supposed supposed) {
            this.run = run;
            this.graph = run.request().graph();
            this.supposed = supposed;
        }

        Rehearsal toTheEnd() {
            open.add(String.valueOf(Json.textAt(run.request().invocation(), "trigger")));
            for (Optional<Node> next = next(); failure == null && next.isPresent(); next = next()) {
                open.remove(next.get().identifier());
                take(next.get());
            }
            if (failure != null) {
                undo();
            }
            return new Rehearsal(List.copyOf(steps), failure);
        }

        /** The one that was come to first; a join when nothing that is open can still come to it. */
        private Optional<Node> next() {
            return open.stream()
                    .map(graph::node)
                    .filter(node -> node.type() != NodeType.JOIN
                            || open.stream().noneMatch(other -> graph.reaches(other, node.identifier())))
                    .findFirst();
        }

        private void take(Node node) {
            ObjectNode scope = scope(node, Direction.FORWARD);
            try {
                DryStep step = supposed.failing().contains(node.identifier())
                        ? step(node, Direction.FORWARD, Result.FAILED, payload(node, scope), "It is supposed to fail")
                        : carriedOut(node, scope);
                steps.add(step);
                if (step.result() == Result.FAILED && !node.goesOnAfterFailure()) {
                    failure = "%s failed".formatted(node.title());
                    return;
                }
                leave(node, step);
            } catch (PlatformException wrong) {
                steps.add(step(node, Direction.FORWARD, Result.FAILED, null, wrong.reason()));
                failure = "%s failed: %s".formatted(node.title(), wrong.reason());
            }
        }

        private DryStep carriedOut(Node node, ObjectNode scope) {
            String outlet = outlet(node, scope);
            JsonNode output = result(node, scope);
            if (output != null) {
                outputs.set(node.identifier(), output);
            }
            return new DryStep(
                    node.identifier(),
                    node.title(),
                    node.type().name(),
                    Direction.FORWARD,
                    Result.SUCCESS,
                    outlet,
                    payload(node, scope),
                    output,
                    message(node, scope, outlet));
        }

        private @Nullable String outlet(Node node, ObjectNode scope) {
            if (node.type() == NodeType.CONDITION) {
                return Ways.chosen(node, scope);
            }
            List<String> outlets = node.outlets();
            if (node.type() != NodeType.INPUT || outlets.isEmpty()) {
                return null;
            }
            String chosen = Json.textAt(supposed.outlets(), node.identifier());
            return chosen == null ? outlets.getFirst() : chosen;
        }

        private @Nullable JsonNode result(Node node, ObjectNode scope) {
            if (node.type().isTrigger()) {
                JsonNode inputs = scope.path("inputs");
                outputs.set("trigger", inputs);
                return inputs;
            }
            JsonNode output = supposed.outputs().get(node.identifier());
            boolean hasVariables = !node.variables().isEmpty();
            return output == null && !hasVariables ? null : Ways.withVariables(node, output, scope);
        }

        private void leave(Node node, DryStep step) {
            if (node.type() == NodeType.PARALLEL) {
                node.outlets().forEach(outlet -> come(node, outlet));
            } else {
                come(node, step.outlet());
            }
        }

        private void come(Node from, @Nullable String outlet) {
            graph.after(from.identifier(), outlet)
                    .map(Node::identifier)
                    .filter(node -> steps.stream().noneMatch(step -> step.node().equals(node)))
                    .ifPresent(open::add);
        }

        /** What was done is undone, the last first. */
        private void undo() {
            for (DryStep done : List.copyOf(steps).reversed()) {
                Node node = graph.node(done.node());
                if (done.result() == Result.SUCCESS && node.compensation() != null) {
                    Node undoing = node.undoing();
                    JsonNode payload = payload(undoing, scope(undoing, Direction.BACK));
                    steps.add(step(node, Direction.BACK, Result.SUCCESS, payload, "Undoes " + node.title()));
                }
            }
        }

        private DryStep step(
                Node node, Direction direction, Result result, @Nullable JsonNode payload, String message) {
            return new DryStep(
                    node.identifier(),
                    node.title(),
                    node.type().name(),
                    direction,
                    result,
                    null,
                    payload,
                    null,
                    message);
        }

        private ObjectNode scope(Node node, Direction direction) {
            Progress progress = new Progress(
                    State.DUE,
                    null,
                    false,
                    1,
                    run.request().at(),
                    null,
                    run.request().at(),
                    null);
            Step step = new Step(run.id(), run.id(), node.identifier(), direction, progress, Work.NOTHING, null);
            ObjectNode scope = scopes.of(run, step, node).masked();
            scope.set("outputs", outputs);
            return scope;
        }
    }

    private @Nullable JsonNode payload(Node node, ObjectNode scope) {
        if (node.type().kind() != Kind.ACTION) {
            return null;
        }
        Task task = new Task("dry-run", "dry-run", node.config(), Mask.STARS);
        return switch (executors.of(node.config(), scope)) {
            case Executor.Outside outside -> outside.payload(task, scope);
            case Executor.Pulled pulled -> pulled.payload(task, scope);
            case Executor.Inside inside -> Template.fill(node.work(), scope);
        };
    }

    private static String message(Node node, ObjectNode scope, @Nullable String outlet) {
        return switch (node.type()) {
            case CONDITION -> outlet == null ? "None of the conditions holds" : "Goes on by \"%s\"".formatted(outlet);
            case INPUT ->
                outlet == null ? "Asks people" : "Asks people, who are supposed to choose \"%s\"".formatted(outlet);
            case TIMER -> "Waits " + Template.text(wait(node), scope);
            case CALLBACK -> "Waits for a report from outside";
            case PARALLEL -> "Goes on by all of its ways";
            case JOIN -> "Waits for everything that can come to it";
            default -> node.type().isTrigger() ? "Begins" : "Would be carried out";
        };
    }

    private static String wait(Node node) {
        String span = Json.textAt(node.config(), "duration");
        return span == null ? "until " + Json.textAt(node.config(), "until") : span;
    }
}
