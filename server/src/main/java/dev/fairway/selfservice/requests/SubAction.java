package dev.fairway.selfservice.requests;

import dev.fairway.access.Actor;
import dev.fairway.access.Actors;
import dev.fairway.selfservice.executors.Executor;
import dev.fairway.selfservice.executors.Outcome;
import dev.fairway.selfservice.executors.Outcome.Kind;
import dev.fairway.selfservice.executors.Task;
import dev.fairway.selfservice.runs.Run;
import dev.fairway.selfservice.runs.Runs;
import dev.fairway.shared.Json;
import dev.fairway.shared.Refused;
import dev.fairway.shared.jq.Template;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ACTION}: asks for another action or workflow as whoever asked for this one, judged by the same rules, and goes on
 * when that has ended.
 */
@Component
class SubAction implements Executor.Inside {

    /** One that asks for itself would never end. */
    private static final int DEEPEST = 8;

    private final ObjectProvider<Requests> requests;
    private final Runs runs;
    private final Actors actors;

    SubAction(ObjectProvider<Requests> requests, Runs runs, Actors actors) {
        this.requests = requests;
        this.runs = runs;
        this.actors = actors;
    }

    @Override
    public String type() {
        return "ACTION";
    }

    @Override
    public Outcome execute(Task task, ObjectNode scope) {
        if (runs.depth(task.run()) >= DEEPEST) {
            throw new Refused(
                    "Runs that ask for runs go %d deep at most; does one of them ask for itself?".formatted(DEEPEST));
        }
        String action = Template.text(String.valueOf(Json.textAt(task.config(), "action")), scope);
        ObjectNode properties = (ObjectNode) Template.fill(Json.objectAt(task.config(), "properties"), scope);
        JsonNode entity = Template.fill(task.config().path("entity"), scope);
        Requests.Sent sent = new Requests.Sent(properties, entity.isString() ? entity.stringValue() : null);
        Actor actor = actors.named(task.by(), "self-service")
                .orElseThrow(() -> new Refused(
                        "%s is not here any more, so nothing can be asked for in their name".formatted(task.by())));
        Run child = requests.getObject()
                .submit(action, sent, actor, RunStarts.Via.parent(task.key(), runs.chainOf(task.run())));
        ObjectNode response = Json.object().put("runId", child.id());
        return new Outcome(Kind.GOES_ON, response, "Asked for %s: %s".formatted(action, child.id()));
    }
}
