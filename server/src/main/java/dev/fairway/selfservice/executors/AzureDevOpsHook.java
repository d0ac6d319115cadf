package dev.fairway.selfservice.executors;

import dev.fairway.selfservice.SelfServiceSettings;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.shared.Json;
import dev.fairway.shared.jq.Template;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.Outbound;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Call;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code AZURE_DEVOPS}: tells an incoming webhook of Azure DevOps, which begins the pipelines that listen to it. Azure DevOps
 * says neither which ones these are nor how they end; a pipeline that has to tell the requester reports the end of the run.
 */
@Component
class AzureDevOpsHook implements Executor.Outside {

    private final Outbound outbound;
    private final SelfServiceSettings settings;

    AzureDevOpsHook(Outbound outbound, SelfServiceSettings settings) {
        this.outbound = outbound;
        this.settings = settings;
    }

    @Override
    public String type() {
        return "AZURE_DEVOPS";
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        ObjectNode payload = Json.object();
        for (String field : new String[] {"org", "webhook"}) {
            payload.put(field, Template.text(String.valueOf(Json.textAt(task.config(), field)), scope));
        }
        payload.set("payload", Webhook.body(task.config().get("payload"), scope));
        return payload;
    }

    @Override
    public Outcome send(Task task, ObjectNode payload) {
        String url = "%s/%s/_apis/public/distributedtask/webhooks/%s?api-version=6.0-preview"
                .formatted(settings.azureDevopsUrl(), segment(payload, "org"), segment(payload, "webhook"));
        try {
            String body = payload.path("payload").toString();
            Answer answer = outbound.send(new Call("POST", url, Map.of("Content-Type", "application/json"), body));
            Kind kind = answer.isSuccess() ? Kind.DONE : answer.status() >= 500 ? Kind.UNSURE : Kind.FAILED;
            return new Outcome(kind, Webhook.response(answer), "Azure DevOps answered " + answer.status());
        } catch (CallFailed failure) {
            return new Outcome(failure.mayHaveArrived() ? Kind.UNSURE : Kind.NOT_TAKEN, null, failure.reason());
        }
    }

    private static String segment(ObjectNode payload, String field) {
        return UrlSegment.of(payload.path(field).asString(""));
    }
}
