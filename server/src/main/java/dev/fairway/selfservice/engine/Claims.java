package dev.fairway.selfservice.engine;

import dev.fairway.access.Actor;
import dev.fairway.access.Signatures;
import dev.fairway.selfservice.executors.Executors;
import dev.fairway.selfservice.executors.Task;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.RunScopes;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.selfservice.runs.Step;
import dev.fairway.selfservice.runs.Steps;
import dev.fairway.selfservice.runs.Steps.Part;
import dev.fairway.selfservice.workflows.Node;
import dev.fairway.shared.Conflict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Steps steps;
    private final Course course;
    private final RunScopes scopes;
    private final Signatures signatures;
    private final Executors executors;
    private final Clock clock;

    Claims(
            Runs runs,
            Steps steps,
            Course course,
            RunScopes scopes,
            Signatures signatures,
            Executors executors,
            Clock clock) {
        this.runs = runs;
        this.steps = steps;
        this.course = course;
        this.scopes = scopes;
        this.signatures = signatures;
        this.executors = executors;
        this.clock = clock;
    }

    /**
     * The oldest runs of actions for an installation.
     *
     * @param except identifiers of actions that it does not want
     * @param hidden how long nobody else gets them, unless they are acknowledged meanwhile
     */
    @Transactional
    List<ObjectNode> runs(String installation, Collection<String> except, int limit, Duration hidden, Actor claimer) {
        return steps.claim(Part.ACTIONS, installation, except, limit, until(hidden)).stream()
                .map(step -> {
                    Run run = runs.get(step.run());
                    ObjectNode json = run.json();
                    json.set("payload", payload(run, step, claimer));
                    return json;
                })
                .toList();
    }

    /** The oldest steps of workflows for an installation. @param except identifiers of nodes that it does not want */
    @Transactional
    List<ObjectNode> steps(String installation, Collection<String> except, int limit, Duration hidden, Actor claimer) {
        return steps.claim(Part.WORKFLOWS, installation, except, limit, until(hidden)).stream()
                .map(step -> step.json(payload(runs.get(step.run()), step, claimer)))
                .toList();
    }

    private Instant until(Duration hidden) {
        return clock.instant().plus(hidden);
    }

    private ObjectNode payload(Run run, Step step, Actor claimer) {
        Node node = course.nodeOf(run, step);
        Task task = new Task(step.id(), run.id(), node.config(), run.request().by());
        ObjectNode scope = scopes.of(run, step, node).encrypted(text -> signatures.encryptedFor(claimer, text));
        ObjectNode payload = executors.pulled(node.config()).payload(task, scope);
        if (payload.get("headers") instanceof ObjectNode headers) {
            signatures.headersFor(claimer, payload.toString()).forEach(headers::put);
        }
        return payload;
    }

    /**
     * @return how many were taken
     * @throws Conflict when somebody else took all of them
     */
    @Transactional
    int acknowledge(List<String> ids, Actor claimer) {
        ids.stream()
                .flatMap(id -> steps.find(id).stream())
                .map(Step::run)
                .distinct()
                .sorted()
                .forEach(runs::lock);
        int taken = steps.acknowledge(ids, claimer.name());
        if (taken == 0) {
            throw new Conflict(
                    "acknowledged_already",
                    "%s was taken by somebody else, or has ended".formatted(String.join(", ", ids)),
                    Map.of("runIds", ids));
        }
        return taken;
    }
}
