package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.access.Signatures;
import dev.fairway.shared.Conflict;
import dev.fairway.shared.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Hands runs out to integrations and agents that fetch them, each to one at a time and for good to one. */
@Component
class Claims {

    private final Runs runs;
    private final RunScopes scopes;
    private final Signatures signatures;
    private final Clock clock;
    private final IntegrationAction integration;
    private final AgentWebhook agent;

    Claims(
            Runs runs,
            RunScopes scopes,
            Signatures signatures,
            Clock clock,
            IntegrationAction integration,
            AgentWebhook agent) {
        this.runs = runs;
        this.scopes = scopes;
        this.signatures = signatures;
        this.clock = clock;
        this.integration = integration;
        this.agent = agent;
    }

    /**
     * The oldest runs for an installation.
     *
     * @param except identifiers of actions that it does not want
     * @param hidden how long nobody else gets them, unless they are acknowledged meanwhile
     */
    @Transactional
    List<ObjectNode> claim(String installation, Collection<String> except, int limit, Duration hidden, Actor claimer) {
        return runs.claim(installation, except, limit, clock.instant().plus(hidden)).stream()
                .map(run -> handedOut(run, claimer))
                .toList();
    }

    private ObjectNode handedOut(Run run, Actor claimer) {
        String type = String.valueOf(Json.textAt(run.request().invocation(), "type"));
        Executor.Pulled executor = type.equals(integration.type()) ? integration : agent;
        ObjectNode scope = scopes.encrypted(run, text -> signatures.encryptedFor(claimer, text));
        ObjectNode payload = executor.payload(run, scope);
        if (payload.get("headers") instanceof ObjectNode headers) {
            signatures.headersFor(claimer, payload.toString()).forEach(headers::put);
        }
        ObjectNode json = run.json();
        json.set("payload", payload);
        return json;
    }

    /**
     * @return how many were taken
     * @throws Conflict when somebody else took all of them
     */
    @Transactional
    int acknowledge(List<String> ids, Actor claimer) {
        int taken = runs.acknowledge(ids, claimer.name());
        if (taken == 0) {
            throw new Conflict(
                    "acknowledged_already",
                    "%s was taken by somebody else, or has ended".formatted(String.join(", ", ids)),
                    Map.of("runIds", ids));
        }
        return taken;
    }
}
