package dev.fairway.selfservice.runs;

import dev.fairway.selfservice.executors.Executor;
import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Task;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A mistake of Fairway's own, as nothing that people write could bring one about on purpose. */
@Component
class BrokenExecutor implements Executor.Inside {

    @Override
    public String type() {
        return "CURSOR_AGENT";
    }

    @Override
    public Outcome execute(Task task, ObjectNode scope) {
        throw new IllegalStateException("broken on purpose");
    }
}
