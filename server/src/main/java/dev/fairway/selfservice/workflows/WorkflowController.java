package dev.fairway.selfservice.workflows;

import dev.fairway.access.Actor;
import dev.fairway.access.Permission;
import dev.fairway.access.Requires;
import dev.fairway.selfservice.actions.Actions;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Problem;
import dev.fairway.shared.Slice;
import dev.fairway.shared.http.Done;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/workflows")
class WorkflowController {

    private static final int MOST = 200;

    record WorkflowAnswer(boolean ok, ObjectNode workflow) {
        static WorkflowAnswer of(Workflow workflow) {
            return new WorkflowAnswer(true, workflow.json());
        }
    }

    /** @param next identifier behind which the next page begins; null on the last */
    record WorkflowsAnswer(
            boolean ok,
            List<ObjectNode> workflows,
            @Nullable String next) {}

    record WorkflowVersionsAnswer(boolean ok, List<Workflows.WorkflowVersion> versions) {}

    /** @param unreachable identifiers of nodes that nothing leads to */
    record WorkflowCheckAnswer(boolean ok, List<Problem> problems, List<String> unreachable) {}

    private final Workflows workflows;
    private final Actions actions;

    WorkflowController(Workflows workflows, Actions actions) {
        this.workflows = workflows;
        this.actions = actions;
    }

    /** Workflows by identifier. */
    @GetMapping
    @Requires(Permission.MEMBER)
    WorkflowsAnswer list(
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "100") int limit) {
        Slice<Workflow, String> page = Slice.of(limit, MOST, many -> workflows.page(after, many), Workflow::identifier);
        return new WorkflowsAnswer(true, page.map(Workflow::json), page.next());
    }

    /** Writes a workflow: its nodes, and the connections between them. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_ACTIONS)
    WorkflowAnswer create(@RequestBody ObjectNode body, Actor actor) {
        ObjectNode definition = WorkflowDefinition.checked(body);
        String identifier = definition.path("identifier").stringValue();
        if (actions.has(identifier)) {
            throw Conflict.exists("action", identifier);
        }
        return WorkflowAnswer.of(workflows.create(definition, actor));
    }

    /** One workflow in its newest version. */
    @GetMapping("/{workflow}")
    @Requires(Permission.MEMBER)
    WorkflowAnswer get(@PathVariable String workflow) {
        return WorkflowAnswer.of(workflows.get(workflow));
    }

    /**
     * Makes a new version. Runs go on with the one that they began with. A {@code version} in the body is the one that the
     * change was made from, and the change is refused when there is a newer one.
     */
    @PutMapping("/{workflow}")
    @Requires(Permission.MANAGE_ACTIONS)
    WorkflowAnswer replace(@PathVariable String workflow, @RequestBody ObjectNode body, Actor actor) {
        JsonNode version = body.path("version");
        Integer from = version.isInt() ? version.intValue() : null;
        if (!body.has("identifier")) {
            body.put("identifier", workflow);
        }
        return WorkflowAnswer.of(workflows.replace(workflow, WorkflowDefinition.checked(body), from, actor));
    }

    /** Removes a workflow. Its runs go on to their end and stay. */
    @DeleteMapping("/{workflow}")
    @Requires(Permission.MANAGE_ACTIONS)
    Done remove(@PathVariable String workflow, Actor actor) {
        workflows.remove(workflow, actor);
        return Done.OK;
    }

    /** The newest 200 versions of a workflow, newest first. */
    @GetMapping("/{workflow}/versions")
    @Requires(Permission.MEMBER)
    WorkflowVersionsAnswer versions(@PathVariable String workflow) {
        return new WorkflowVersionsAnswer(true, workflows.versions(workflow));
    }

    /** What is wrong with a workflow that is still being written; changes nothing. */
    @PostMapping("/check")
    @Requires(Permission.MEMBER)
    WorkflowCheckAnswer check(@RequestBody ObjectNode body) {
        try {
            List<String> unreachable = Graph.of(WorkflowDefinition.checked(body)).unreachable().stream()
                    .map(Node::identifier)
                    .toList();
            return new WorkflowCheckAnswer(true, List.of(), unreachable);
        } catch (InvalidInput wrong) {
            return new WorkflowCheckAnswer(true, wrong.problems(), List.of());
        }
    }
}
