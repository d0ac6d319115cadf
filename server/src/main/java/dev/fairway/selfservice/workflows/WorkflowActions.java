package dev.fairway.selfservice.workflows;

import dev.fairway.catalog.Stamp;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.actions.ActionSource;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people can ask for of workflows: each self-service trigger is asked for like an action. The only one of a workflow is
 * called like it; where there are several, each is {@code workflow.trigger}.
 */
@Component
public class WorkflowActions implements ActionSource {

    static final String TYPE = "WORKFLOW";

    private static final String BETWEEN = ".";
    static final List<String> PERMISSIONS = List.of("users", "roles", "teams", "ownedByTeam", "policy");

    private final Workflows workflows;

    WorkflowActions(Workflows workflows) {
        this.workflows = workflows;
    }

    @Override
    public Optional<Action> find(String identifier) {
        int dot = identifier.indexOf(BETWEEN);
        String workflow = dot < 0 ? identifier : identifier.substring(0, dot);
        return workflows.find(workflow).map(WorkflowActions::of).orElse(List.of()).stream()
                .filter(action -> action.identifier().equals(identifier))
                .findFirst();
    }

    @Override
    public List<Action> all() {
        return workflows.all().stream()
                .flatMap(workflow -> Stream.concat(of(workflow).stream(), automatic(workflow)))
                .toList();
    }

    /** Those that begin by themselves are all {@code workflow.trigger}. */
    private static Stream<Action> automatic(Workflow workflow) {
        return Stream.of(NodeType.EVENT_TRIGGER, NodeType.SCHEDULE_TRIGGER)
                .flatMap(type -> workflow.triggers(type).stream())
                .map(trigger -> automation(workflow, trigger));
    }

    private static Action automation(Workflow workflow, Node trigger) {
        String identifier = workflow.identifier() + BETWEEN + trigger.identifier();
        ObjectNode definition = Json.object().put("identifier", identifier);
        definition.set("title", workflow.definition().path("title"));
        definition.set("icon", workflow.definition().path("icon"));
        definition.put("publish", trigger.config().path("published").asBoolean(true));
        ObjectNode written = definition.putObject("trigger").put("type", "automation");
        written.set("condition", trigger.config().path("condition"));
        if (trigger.type() == NodeType.EVENT_TRIGGER) {
            written.set("event", trigger.config().path("event"));
        } else {
            ObjectNode event = written.putObject("event").put("type", "SCHEDULE");
            event.put("cron", Json.textAt(trigger.config(), "cron"));
            String zone = Json.textAt(trigger.config(), "timezone");
            event.put("timezone", zone == null ? "UTC" : zone);
        }
        definition.set("invocationMethod", invocation(workflow, trigger));
        return new Action(workflow.id(), identifier, definition, Json.object(), workflow.stamp());
    }

    /** What a trigger is asked for by. @param trigger null for the only one; empty when there is none or several */
    public static Optional<String> identifier(Workflow workflow, @Nullable String trigger) {
        List<Action> offered = of(workflow);
        if (trigger == null) {
            return offered.size() == 1 ? Optional.of(offered.getFirst().identifier()) : Optional.empty();
        }
        return offered.stream()
                .filter(action -> trigger.equals(Json.textAt(action.invocation(), "trigger")))
                .map(Action::identifier)
                .findFirst();
    }

    /**
     * What a trigger of a workflow that is still being written would be asked for by, or begin by itself.
     *
     * @param trigger null for the first
     * @throws InvalidInput naming everything that is wrong with it
     */
    public static Action draft(ObjectNode written, @Nullable String trigger, Stamp stamp) {
        ObjectNode definition = WorkflowDefinition.checked(written);
        Workflow workflow =
                new Workflow(0, String.valueOf(Json.textAt(definition, "identifier")), 0, definition, stamp);
        Node node = workflow.graph().triggers().stream()
                .filter(one -> trigger == null || one.identifier().equals(trigger))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("trigger", "\"%s\" is no trigger of it".formatted(trigger)));
        return node.type() == NodeType.SELF_SERVE_TRIGGER ? action(workflow, node, false) : automation(workflow, node);
    }

    private static List<Action> of(Workflow workflow) {
        List<Node> triggers = workflow.triggers(NodeType.SELF_SERVE_TRIGGER);
        return triggers.stream()
                .map(trigger -> action(workflow, trigger, triggers.size() > 1))
                .toList();
    }

    private static Action action(Workflow workflow, Node trigger, boolean isOneOfSeveral) {
        String identifier =
                isOneOfSeveral ? workflow.identifier() + BETWEEN + trigger.identifier() : workflow.identifier();
        ObjectNode definition = Json.object().put("identifier", identifier);
        ObjectNode named = isOneOfSeveral && trigger.written().has("title") ? trigger.written() : workflow.definition();
        definition.set("title", named.path("title"));
        definition.set("icon", workflow.definition().path("icon"));
        definition.set("description", workflow.definition().path("description"));
        definition.put("publish", trigger.config().path("published").asBoolean(true));
        definition.set("trigger", trigger(trigger.config()));
        definition.set("invocationMethod", invocation(workflow, trigger));
        return new Action(workflow.id(), identifier, definition, permissions(trigger.config()), workflow.stamp());
    }

    private static ObjectNode trigger(ObjectNode config) {
        ObjectNode trigger = Json.object().put("type", "self-service");
        JsonNode context = config.path("contexts").path(0);
        String blueprint = Json.textAt(context, "blueprintIdentifier");
        boolean isAboutEntity = blueprint != null && "ENTITY".equals(Json.textAt(context, "on"));
        trigger.put("operation", isAboutEntity ? "DAY-2" : "CREATE");
        if (blueprint != null) {
            trigger.put("blueprintIdentifier", blueprint);
        }
        trigger.set("userInputs", Json.objectAt(config, "userInputs"));
        return trigger;
    }

    private static ObjectNode invocation(Workflow workflow, Node trigger) {
        ObjectNode invocation = Json.object().put("type", TYPE);
        invocation.put("workflow", workflow.identifier());
        invocation.put("version", workflow.version());
        invocation.put("trigger", trigger.identifier());
        invocation.put(
                "allowAnyoneToViewRuns",
                workflow.definition().path("allowAnyoneToViewRuns").asBoolean(true));
        invocation.set("nodes", workflow.definition().path("nodes"));
        invocation.set("connections", workflow.definition().path("connections"));
        return invocation;
    }

    private static ObjectNode permissions(ObjectNode config) {
        ObjectNode said = Json.objectAt(config, "permissions").deepCopy();
        said.retain(PERMISSIONS);
        ObjectNode permissions = Json.object();
        if (PERMISSIONS.stream().anyMatch(part -> says(said.path(part)))) {
            if (!said.has("roles")) {
                said.putArray("roles");
            }
            permissions.set("execute", said);
        }
        return permissions;
    }

    private static boolean says(JsonNode part) {
        return part.isBoolean() ? part.booleanValue() : !part.isEmpty();
    }
}
