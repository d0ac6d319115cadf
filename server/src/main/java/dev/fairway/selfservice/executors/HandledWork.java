package dev.fairway.selfservice.executors;

import dev.fairway.selfservice.spi.ActionHandler;
import dev.fairway.selfservice.spi.Done;
import dev.fairway.selfservice.spi.Work;
import dev.fairway.shared.Json;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Work that a pillar carries out. */
final class HandledWork implements Executor.Outside {

    private final ActionHandler handler;
    private final WorkLog log;
    private final Foreseen foreseen;

    HandledWork(ActionHandler handler, WorkLog log, Foreseen foreseen) {
        this.handler = handler;
        this.log = log;
        this.foreseen = foreseen;
    }

    @Override
    public String type() {
        return handler.type();
    }

    @Override
    public ObjectNode payload(Task task, ObjectNode scope) {
        ObjectNode payload = Json.object();
        payload.set("inputs", scope.path("inputs"));
        payload.set("entity", scope.path("entity").path("identifier"));
        return payload;
    }

    @Override
    public Outcome send(Task task, ObjectNode payload) {
        Consumer<String> said = message -> log.say(task.run(), message);
        Done done = handler.carryOut(new Work(
                task.key(),
                task.run(),
                task.config(),
                Json.objectAt(payload, "inputs"),
                Json.textAt(payload, "entity"),
                task.by(),
                foreseen.urgent(task.run()),
                foreseen.losses(task.run()),
                said));
        return Outcome.done(done.output(), done.message());
    }
}
