package dev.fairway.selfservice.runs;

import dev.fairway.selfservice.templates.Template;
import dev.fairway.shared.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code INTEGRATION_ACTION}: an installed integration fetches it and carries it out with its own access. */
@Component
class IntegrationAction implements Executor.Pulled {

    @Override
    public String type() {
        return "INTEGRATION_ACTION";
    }

    @Override
    public String installation(Run run, ObjectNode scope) {
        String written = String.valueOf(Json.textAt(run.request().invocation(), "installationId"));
        return Template.text(written, scope);
    }

    @Override
    public ObjectNode payload(Run run, ObjectNode scope) {
        return (ObjectNode) Template.fill(run.request().invocation(), scope);
    }
}
