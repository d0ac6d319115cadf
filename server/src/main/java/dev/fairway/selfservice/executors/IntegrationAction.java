package dev.fairway.selfservice.executors;

import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Template;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code INTEGRATION_ACTION}: an installed integration fetches it and carries it out with its own access. */
@Component
class IntegrationAction implements Executor.Pulled {

    private static final String PROPERTIES = "integrationActionExecutionProperties";

    @Override
    public String type() {
        return "INTEGRATION_ACTION";
    }

    @Override
    public String installation(Task task, ObjectNode scope) {
        String written = String.valueOf(Json.textAt(task.config(), "installationId"));
        return Template.text(written, scope);
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        ObjectNode payload = (ObjectNode) Template.fill(task.config(), scope);
        if (!payload.path(PROPERTIES).isObject()) {
            payload.putObject(PROPERTIES);
        }
        return payload;
    }
}
