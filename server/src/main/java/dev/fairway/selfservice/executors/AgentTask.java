package dev.fairway.selfservice.executors;

import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Template;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Work for an agent that runs elsewhere: it fetches the step under the name of its kind, or under the
 * {@code installationId} that the step names, and reports what came of it.
 */
abstract sealed class AgentTask implements Executor.Pulled {

    @Override
    public String installation(Task task, ObjectNode scope) {
        String named = Json.textAt(task.config(), "installationId");
        return named == null || named.isBlank() ? type() : Template.text(named, scope);
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        return (ObjectNode) Template.fill(task.config(), scope);
    }

    /** {@code AI_AGENT}. */
    @Component
    static final class AiAgent extends AgentTask {

        @Override
        public String type() {
            return "AI_AGENT";
        }
    }

    /** {@code CURSOR_AGENT}. */
    @Component
    static final class CursorAgent extends AgentTask {

        @Override
        public String type() {
            return "CURSOR_AGENT";
        }
    }
}
