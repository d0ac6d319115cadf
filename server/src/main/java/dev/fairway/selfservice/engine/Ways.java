package dev.fairway.selfservice.engine;

import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunLog.Level;
import dev.fairway.selfservice.runs.RunReports;
import dev.fairway.selfservice.runs.RunScopes;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Step.Direction;
import dev.fairway.selfservice.runs.Step.Result;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.workflows.Graph;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.selfservice.workflows.NodeType;
import dev.fairway.shared.Json;
import dev.fairway.shared.PlatformException;
import dev.fairway.shared.jobs.Chores;
import dev.fairway.shared.jq.Jq;
import dev.fairway.shared.jq.Template;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** The ways through a workflow: which nodes follow one that has ended. */
@Component
class Ways {

    private final Steps steps;
    private final RunScopes scopes;
    private final RunReports reports;
    private final Waits waits;
    private final Chores chores;
    private final Clock clock;

    Ways(Steps steps, RunScopes scopes, RunReports reports, Waits waits, Chores chores, Clock clock) {
        this.steps = steps;
        this.scopes = scopes;
        this.reports = reports;
        this.waits = waits;
        this.chores = chores;
        this.clock = clock;
    }

    /** The trigger, which has ended by having begun, and what follows it. @return why it cannot go on; mostly nothing */
    List<String> begin(Run run) {
        Node trigger = run.request()
                .graph()
                .node(String.valueOf(Json.textAt(run.request().invocation(), "trigger")));
        Step step = steps.add(Steps.newId(), run.id(), trigger.identifier(), Direction.FORWARD);
        ObjectNode output = run.inputs().deepCopy();
        ObjectNode entity = scopes.entity(run);
        if (entity != null && !output.has("entity")) {
            output.set("entity", entity);
        }
        return leave(run, ended(step.with(step.work().withOutput(output))), trigger);
    }

    /** What follows a step that has ended. @return why it cannot go on; mostly nothing */
    List<String> leave(Run run, Step step, Node node) {
        Step concluded;
        try {
            concluded = concluded(run, step, node);
        } catch (PlatformException wrong) {
            return List.of("%s ended, but its variables or links cannot be worked out: %s"
                    .formatted(node.title(), wrong.reason()));
        }
        Graph graph = run.request().graph();
        if (node.type() != NodeType.PARALLEL) {
            return follow(run, graph.after(node.identifier(), concluded.work().outlet()));
        }
        List<String> problems = new ArrayList<>();
        node.outlets().forEach(outlet -> problems.addAll(follow(run, graph.after(node.identifier(), outlet))));
        return problems;
    }

    private List<String> follow(Run run, Optional<Node> next) {
        return next.map(node -> come(run, node)).orElse(List.of());
    }

    private List<String> come(Run run, Node node) {
        boolean isThere = steps.of(run.id()).stream().anyMatch(step -> isForward(step, node.identifier()));
        if (isThere) {
            return List.of();
        }
        Step step = steps.add(Steps.newId(), run.id(), node.identifier(), Direction.FORWARD);
        return switch (node.type()) {
            case CONDITION -> decide(run, step, node);
            case PARALLEL -> leave(run, ended(step), node);
            case JOIN -> {
                steps.keep(step.with(step.progress().open(null)));
                yield List.of();
            }
            case INPUT, TIMER, CALLBACK -> open(run, step, node);
            default -> {
                chores.add(Steps.CHORE, step.id());
                yield List.of();
            }
        };
    }

    private static boolean isForward(Step step, String node) {
        return step.direction() == Direction.FORWARD && step.node().equals(node);
    }

    private List<String> open(Run run, Step step, Node node) {
        try {
            waits.open(run, step, node);
            return List.of();
        } catch (PlatformException wrong) {
            return List.of("%s failed: %s".formatted(node.title(), wrong.reason()));
        }
    }

    /** Along the first outlet whose expression is true. */
    private List<String> decide(Run run, Step step, Node node) {
        ObjectNode scope = scopes.of(run, step, node).masked();
        try {
            String chosen = chosen(node, scope);
            String message = chosen == null ? "None of the conditions holds" : "Goes on by \"%s\"".formatted(chosen);
            reports.say(run, step, Level.INFO, message);
            return leave(run, ended(step.with(step.work().withOutlet(chosen).withMessage(message))), node);
        } catch (PlatformException wrong) {
            steps.keep(step.with(step.progress().ended(Result.FAILED, false, clock.instant())));
            return List.of("%s failed: %s".formatted(node.title(), wrong.reason()));
        }
    }

    /** The first outlet whose expression is true; null for none. */
    static @Nullable String chosen(Node node, ObjectNode scope) {
        for (JsonNode outlet : node.config().path("outlets")) {
            String expression = String.valueOf(Json.textAt(outlet, "expression"));
            if (Jq.first(expression, scope)
                    .filter(value -> value.equals(BooleanNode.TRUE))
                    .isPresent()) {
                return Json.textAt(outlet, "identifier");
            }
        }
        return null;
    }

    /** The next join that waits for nothing any more, as no other step can come to it; it has ended with that. */
    Optional<Step> joined(Run run) {
        Graph graph = run.request().graph();
        List<Step> active = steps.of(run.id()).stream().filter(Step::isActive).toList();
        return active.stream()
                .filter(step -> graph.node(step.node()).type() == NodeType.JOIN)
                .filter(join -> active.stream().noneMatch(other -> graph.reaches(other.node(), join.node())))
                .findFirst()
                .map(this::ended);
    }

    private Step ended(Step step) {
        return steps.keep(step.with(step.progress().ended(Result.SUCCESS, false, clock.instant())));
    }

    /** With what the node makes of its result: its variables beside its output, and its links. */
    private Step concluded(Run run, Step step, Node node) {
        if (node.variables().isEmpty() && node.links().isEmpty()) {
            return step;
        }
        ObjectNode scope = scopes.of(run, step, node).masked();
        ObjectNode with = withVariables(node, step.work().output(), scope);
        JsonNode links = node.links().isEmpty() ? step.work().links() : Template.fill(node.links(), scope);
        return steps.keep(step.with(step.work().withOutput(with).withLinks(links)));
    }

    /** Its variables see its output as {@code .result}; so does what follows in the given scope. */
    static ObjectNode withVariables(Node node, @Nullable JsonNode came, ObjectNode scope) {
        JsonNode output = came == null ? Json.object() : came;
        scope.set("result", output);
        ObjectNode with = output instanceof ObjectNode object
                ? object.deepCopy()
                : (ObjectNode) Json.object().set("result", output);
        with.setAll((ObjectNode) Template.fill(node.variables(), scope));
        return with;
    }

    /** The last thing that a node said which did something. */
    @Nullable
    String summary(Run run) {
        return steps.of(run.id()).stream()
                .filter(step -> step.progress().happened() && step.direction() == Direction.FORWARD)
                .map(step -> step.work().message())
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
