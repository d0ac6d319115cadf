package dev.fairway.selfservice.runs;

import dev.fairway.access.Actor;
import dev.fairway.access.Safe;
import dev.fairway.selfservice.actions.Action;
import dev.fairway.selfservice.forms.Form;
import dev.fairway.selfservice.runs.Requests.Prepared;
import dev.fairway.selfservice.runs.Run.Approval;
import dev.fairway.selfservice.runs.Run.Request;
import dev.fairway.selfservice.runs.Run.Source;
import dev.fairway.shared.Json;
import dev.fairway.shared.jobs.Chores;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns accepted requests into runs. */
@Component
class RunStarts {

    static final String KIND = "run";
    static final String SECRETS_OF = "secrets of run ";

    private final Runs runs;
    private final Safe safe;
    private final Chores chores;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    RunStarts(Runs runs, Safe safe, Chores chores, Clock clock, ApplicationEventPublisher events) {
        this.runs = runs;
        this.safe = safe;
        this.chores = chores;
        this.clock = clock;
        this.events = events;
    }

    /** Keeps the run and has it carried out once this transaction is committed, here or on another node. */
    @Transactional
    Run start(Prepared prepared, Actor actor, Source source, @Nullable String impersonatedBy) {
        Action action = prepared.action();
        String id = "r_" + UUID.randomUUID().toString().replace("-", "");
        ObjectNode entity = prepared.entity();
        Request request = new Request(
                about(action),
                action.invocation(),
                action.blueprint(),
                entity == null ? null : Json.textAt(entity, "identifier"),
                source,
                approval(action),
                actor.name(),
                impersonatedBy,
                clock.instant());
        Status begin = request.approval() == Approval.NONE ? Status.IN_PROGRESS : Status.WAITING_FOR_APPROVAL;
        ObjectNode values = prepared.form().values();
        ObjectNode secrets = values.deepCopy().retain(new Form(action.form()).secrets());
        runs.add(id, request, withStars(values, secrets), begin);
        if (!secrets.isEmpty()) {
            safe.put(SECRETS_OF + id, secrets.toString());
        }
        Run run = runs.get(id);
        events.publishEvent(new RunChanged(null, run, actor.name()));
        if (begin == Status.IN_PROGRESS) {
            chores.add(KIND, id);
        }
        return run;
    }

    private static Approval approval(Action action) {
        JsonNode required = action.definition().path("requiredApproval");
        if (required.isObject()) {
            return Approval.valueOf(String.valueOf(Json.textAt(required, "type")));
        }
        return required.asBoolean(false) ? Approval.ANY : Approval.NONE;
    }

    private static ObjectNode about(Action action) {
        ObjectNode about = Json.object();
        about.put("identifier", action.identifier());
        about.set("title", action.definition().path("title"));
        about.set("icon", action.definition().path("icon"));
        about.put("operation", Json.textAt(action.trigger(), "operation"));
        return about;
    }

    private static ObjectNode withStars(ObjectNode values, ObjectNode secrets) {
        ObjectNode shown = values.deepCopy();
        secrets.propertyNames().forEach(name -> shown.put(name, Mask.STARS));
        return shown;
    }
}
