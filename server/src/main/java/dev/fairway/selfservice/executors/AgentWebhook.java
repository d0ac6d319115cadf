package dev.fairway.selfservice.executors;

import dev.fairway.shared.jq.Template;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code WEBHOOK} with {@code agent}: an agent inside of a company's network fetches the call and makes it. */
@Component
class AgentWebhook implements Executor.Pulled {

    static final String TYPE = "WEBHOOK by agent";
    private static final String INSTALLATION = "_PORT_EXEC_AGENT";

    private final Webhook webhook;

    AgentWebhook(Webhook webhook) {
        this.webhook = webhook;
    }

    @Override
    public String type() {
        return TYPE;
    }

    static boolean isMeant(ObjectNode invocation, ObjectNode scope) {
        return Webhook.isSet(Template.fill(invocation.path("agent"), scope));
    }

    @Override
    public String installation(Task task, ObjectNode scope) {
        return INSTALLATION;
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        return webhook.payload(task, scope).put("type", "WEBHOOK");
    }
}
