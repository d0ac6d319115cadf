package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.selfservice.requests.RunStarts.Via;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.workflows.Workflow;
import dev.fairway.selfservice.workflows.WorkflowActions;
import dev.fairway.selfservice.workflows.Workflows;
import dev.fairway.shared.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes requests for workflows by the names of their triggers. */
@Component
class WorkflowStarts {

    private final Workflows workflows;
    private final Requests requests;

    WorkflowStarts(Workflows workflows, Requests requests) {
        this.workflows = workflows;
        this.requests = requests;
    }

    /** @param trigger null for the only one that people can ask by */
    Run start(String workflow, @Nullable String trigger, Requests.Sent sent, Actor actor) {
        Workflow asked = workflows.get(workflow);
        String action = WorkflowActions.identifier(asked, trigger)
                .orElseThrow(() -> new InvalidInput(
                        "nodeIdentifier",
                        trigger == null
                                ? "names the trigger; \"%s\" has none that people can ask by, or several"
                                        .formatted(workflow)
                                : "\"%s\" is no self-service trigger of \"%s\"".formatted(trigger, workflow)));
        return requests.submit(action, sent, actor, Via.THEMSELVES);
    }
}
